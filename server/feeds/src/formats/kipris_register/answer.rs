//! An answer without records: the service's code says why.

use crate::{
    codes,
    formats::{Context, Drafts, Refusal},
    xml::{Xml, XmlRecord, XmlResult},
};

/// Codes of success, under which an answer without records is that there are none.
const SUCCESS: &[&str] = &["", "0", "00", "000"];

/// What the codes of the Korean state's services mean.
const MEANINGS: &[(&str, &str)] = &[
    ("01", "サービス側の処理エラー"),
    ("02", "サービス側のデータベースエラー"),
    ("03", "該当するデータなし"),
    ("04", "サービス側の通信エラー"),
    ("05", "サービス側の時間切れ"),
    ("10", "要求の項目の誤り"),
    ("11", "必須項目の不足"),
    ("12", "サービスの廃止"),
    ("20", "利用の拒否"),
    ("21", "認証キーの一時停止"),
    ("22", "利用回数の上限超過"),
    ("30", "登録されていない認証キー"),
    ("31", "認証キーの期限切れ"),
    ("32", "登録されていない接続元"),
    ("33", "署名のない要求"),
    ("99", "その他のエラー"),
];

/// Reads an answer: there is no record in it, and its code is the reason.
pub(super) fn read(record: &XmlRecord<'_>, context: &Context<'_>) -> Result<Drafts, Refusal> {
    let mut xml = record.open(context);
    xml.child()?;
    let (code, words) = header(&mut xml)?;
    if SUCCESS.contains(&code.as_str()) {
        return Err(Refusal::new(&codes::RECORD_MISSING, words));
    }
    Err(Refusal::new(&codes::SERVICE_ERROR, detail(&code, &words)))
}

/// The code and the words of the open answer's header.
fn header(xml: &mut Xml<'_>) -> XmlResult<(String, String)> {
    let (mut code, mut words) = (String::new(), String::new());
    let mut depth = 0_u32;
    loop {
        let Some(tag) = xml.child()? else {
            if depth == 0 {
                return Ok((code, words));
            }
            depth -= 1;
            continue;
        };
        match tag.name() {
            "resultCode" => code = xml.text()?,
            "resultMsg" => words = xml.text()?,
            _ => depth += 1,
        }
    }
}

/// The code with what it means, and the service's own words.
fn detail(code: &str, words: &str) -> String {
    let meaning =
        MEANINGS.iter().find(|(known, _)| known.trim_start_matches('0') == code.trim_start_matches('0')).map(|(_, meaning)| *meaning);
    let mut detail = format!("コード {code}");
    for part in [meaning.unwrap_or_default(), words].into_iter().filter(|part| !part.is_empty()) {
        detail.push_str(": ");
        detail.push_str(part);
    }
    detail
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_a_meaning_or_stand_as_they_are() {
        assert_eq!(detail("30", ""), "コード 30: 登録されていない認証キー");
        assert_eq!(detail("1", "APPLICATION ERROR"), "コード 1: サービス側の処理エラー: APPLICATION ERROR");
        assert_eq!(detail("77", ""), "コード 77");
    }
}
