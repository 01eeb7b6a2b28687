//! Han characters that are one character in several forms.
//!
//! Two tables, for two promises:
//!
//! - [`SAME`]: characters that Unicode holds twice although no reader takes them for two, as their sources had drawn them a little otherwise
//!   (內 and 内, 說 and 説, 髙 and 高). They meet in every language: 説明 finds the 說明 of Taiwan.
//! - [`JAPANESE`]: 旧字体 and 異体字 with the form of today's 常用漢字表 (國 and 国, 邊 and 辺, 瓣 and 弁). They meet in Japanese texts and in names.
//!   Chinese simplified other characters, and others in the same way: a Chinese text is found in the characters it is written in, so that 国際
//!   finds neither 国际 nor 國際; those are the business of terms and their translations.
//!
//! Characters of different meaning stay apart even where a rule of spelling puts one for the other (廻転 and 回転), and so do 斎 and 斉, which
//! were never one character, although both are read in the name Saitō.

use std::sync::LazyLock;

/// First character of the tables: all of theirs are of the block of unified ideographs.
const FIRST: u32 = 0x4E00;
/// Characters of that block.
const BLOCK: usize = 0x5200;

/// A form, and the form that stands for it.
const SAME: &str = "\
    內内說説稅税脫脱悅悦閱閲銳鋭兑兌溫温戶戸户戸產産强強黃黄橫横錄録綠緑祿禄剝剥每毎步歩涉渉瀨瀬爲為册冊絕絶鈎鉤衞衛卽即旣既槪概\
    鎭鎮眞真愼慎顚顛塡填值値巢巣靑青淸清彥彦顏顔甁瓶倂併屛屏餠餅硏研尙尚敎教晚晩德徳徵徴黑黒默黙緖緒增増曾曽郞郎鄕郷鄉郷虛虚拔抜\
    髮髪戾戻淚涙寬寛吳呉吴呉娛娯别別吕呂宫宮污汚汙汚沒没况況决決凉涼减減凑湊冰氷卻却腳脚卷巻圈圏鄰隣裡裏峯峰羣群綫線繡繍麪麺麵麺\
    雞鶏鷄鶏烟煙焰焔查査晉晋搖揺摇揺謠謡遙遥瑤瑶祕秘髙高冨富舘館穗穂槇槙脉脈脣唇黏粘臺台";

/// A form, and the form of today's Japanese.
const JAPANESE: &str = "\
    亞亜惡悪壓圧圍囲醫医壹壱隱隠榮栄營営驛駅圓円鹽塩緣縁艷艶應応歐欧毆殴櫻桜奧奥穩穏假仮價価畫画會会繪絵壞壊懷懐擴拡殼殻覺覚學学\
    嶽岳樂楽渴渇罐缶鑵缶陷陥勸勧關関歡歓觀観氣気歸帰僞偽戲戯犧犠舊旧據拠擧挙峽峡挾挟狹狭曉暁區区驅駆勳勲薰薫徑径莖茎惠恵揭掲溪渓\
    谿渓經経螢蛍輕軽繼継藝芸擊撃缺欠縣県儉倹劍剣劒剣險険檢検獻献權権顯顕驗験嚴厳廣広效効恆恒鑛鉱號号國国圀国碎砕濟済齋斎劑剤雜雑\
    參参慘惨棧桟蠶蚕贊賛殘残絲糸齒歯兒児辭辞濕湿實実寫写釋釈壽寿收収從従澁渋獸獣縱縦肅粛處処敍叙將将稱称燒焼證証奬奨條条狀状乘乗\
    淨浄剩剰疊畳繩縄壤壌孃嬢讓譲釀醸觸触囑嘱寢寝盡尽圖図粹粋醉酔隨随髓髄樞枢數数聲声靜静齊斉攝摂竊窃專専戰戦淺浅潛潜纖繊纎繊踐践\
    錢銭禪禅雙双壯壮搜捜插挿爭争莊荘裝装瘦痩總総騷騒藏蔵臟臓屬属續続墮堕對対體体躰体帶帯滯滞瀧滝擇択澤沢單単擔担膽胆團団彈弾\
    斷断癡痴遲遅晝昼蟲虫鑄鋳廳庁聽聴敕勅遞逓鐵鉄鐡鉄轉転點点傳伝黨党盜盗燈灯當当鬪闘獨独讀読屆届貳弐惱悩腦脳霸覇拜拝廢廃賣売麥麦\
    發発蠻蛮濱浜濵浜拂払佛仏竝並邊辺邉辺變変辨弁瓣弁辯弁寶宝襃褒豐豊飜翻萬万滿満歷歴曆暦戀恋爐炉勞労樓楼灣湾與与譽誉樣様來来賴頼\
    亂乱覽覧龍竜龜亀兩両獵猟壘塁禮礼勵励靈霊齡齢鍊錬餘余豫予譯訳藥薬彌弥聰聡隸隷堯尭巖巌檜桧藪薮礪砺蠣蛎儘侭壺壷嚙噛頰頬繫繋搔掻\
    鹼鹸蠟蝋瀆涜囊嚢蔣蒋醬醤蟬蝉軀躯簞箪潑溌醱醗麴麹摑掴禱祷攪撹鷗鴎賤賎礙碍鏽銹籠篭竈竃纒纏埀垂盃杯膓腸舖舗葢蓋輭軟鎻鎖閒間靱靭\
    嶋島嶌島嵜崎桒桑冲沖";

/// The forms of the block, as they are in all languages and as they are in Japanese.
static FORMS: LazyLock<[Vec<char>; 2]> = LazyLock::new(|| {
    let mut same: Vec<char> = (FIRST..).take(BLOCK).map(|code| char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    put(&mut same, SAME);
    let mut japanese = same.clone();
    put(&mut japanese, JAPANESE);
    [same, japanese]
});

fn put(forms: &mut [char], table: &str) {
    for (variant, form) in pairs(table) {
        if let Some(at) = place(variant)
            && let Some(held) = forms.get_mut(at)
        {
            *held = form;
        }
    }
}

fn pairs(table: &str) -> impl Iterator<Item = (char, char)> {
    table.chars().step_by(2).zip(table.chars().skip(1).step_by(2))
}

fn place(c: char) -> Option<usize> {
    usize::try_from(u32::from(c).checked_sub(FIRST)?).ok()
}

/// The form that stands for a character: `japanese` in Japanese texts and in names.
pub(super) fn one_form(c: char, japanese: bool) -> char {
    match c {
        '\u{4E00}'..='\u{9FFF}' => place(c).and_then(|at| FORMS[usize::from(japanese)].get(at)).copied().unwrap_or(c),
        '\u{FA11}' => '崎',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn every_form_leads_to_one_that_stands_for_itself() {
        let mut seen: HashMap<char, char> = HashMap::new();
        for (variant, form) in pairs(SAME).chain(pairs(JAPANESE)) {
            assert!(place(variant).is_some_and(|at| at < BLOCK), "{variant} is outside the block");
            assert_eq!(seen.insert(variant, form), None, "{variant} stands twice");
        }
        for (variant, form) in &seen {
            assert!(!seen.contains_key(form), "{variant} leads to {form}, which leads on");
        }
        assert_eq!((SAME.chars().count() % 2, JAPANESE.chars().count() % 2), (0, 0));
    }

    #[test]
    fn japanese_forms_meet_in_japanese_only() {
        for (written, everywhere, japanese) in [
            ('國', '國', '国'),
            ('际', '际', '际'),
            ('說', '説', '説'),
            ('邉', '邉', '辺'),
            ('髙', '高', '高'),
            ('﨑', '崎', '崎'),
            ('斎', '斎', '斎'),
        ] {
            assert_eq!((one_form(written, false), one_form(written, true)), (everywhere, japanese), "{written}");
        }
        assert_ne!(one_form('齋', true), one_form('齊', true), "斎 and 斉 are two characters");
    }
}
