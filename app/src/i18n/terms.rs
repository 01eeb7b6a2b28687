//! Names of the field's terms.

use index_config::TextOrigin;
use publication::{ClassificationScheme, Element, LanguageTag, LegalEventCategory, OfficeCode, PartyRole, Region, Right, TextPart};

use crate::InterfaceLanguage;

/// A country, region or organisation. A code without a name is its own name.
pub(crate) fn office_name(language: InterfaceLanguage, code: OfficeCode) -> &'static str {
    match code.office() {
        Some(office) => language.pick(office.japanese, office.english),
        None => language.pick("その他の官庁", "Other office"),
    }
}

/// A region.
pub(crate) const fn region_name(language: InterfaceLanguage, region: Region) -> &'static str {
    language.pick(region.japanese(), region.english())
}

/// A right.
pub(crate) const fn right_name(language: InterfaceLanguage, right: Right) -> &'static str {
    language.pick(right.japanese(), right.english())
}

/// A part of a publication.
pub(crate) const fn part_name(language: InterfaceLanguage, part: TextPart) -> &'static str {
    match part {
        TextPart::Title => language.pick("名称", "Title"),
        TextPart::Abstract => language.pick("要約", "Abstract"),
        TextPart::Claims => language.pick("請求の範囲", "Claims"),
        TextPart::Description => language.pick("明細書", "Description"),
        TextPart::Goods => language.pick("指定商品・役務", "Goods and services"),
    }
}

/// An element.
pub(crate) const fn element_name(language: InterfaceLanguage, element: Element) -> &'static str {
    match element {
        Element::Title => language.pick("名称", "Title"),
        Element::Abstract => language.pick("要約", "Abstract"),
        Element::Claims => language.pick("請求の範囲", "Claims"),
        Element::Description => language.pick("明細書", "Description"),
        Element::Figures => language.pick("図面", "Drawings"),
        Element::Application => language.pick("出願番号・出願日", "Application number and date"),
        Element::Priority => language.pick("優先権", "Priority"),
        Element::Applicant => language.pick("出願人・権利者", "Applicant or owner"),
        Element::Inventor => language.pick("発明者・創作者", "Inventor or creator"),
        Element::Classification => language.pick("分類", "Classification"),
        Element::Citation => language.pick("引用文献", "Citations"),
        Element::LegalEvent => language.pick("経過情報", "Legal events"),
        Element::Family => language.pick("ファミリー", "Family"),
        Element::Goods => language.pick("指定商品・役務", "Goods and services"),
    }
}

/// What made a text.
pub(crate) const fn origin_name(language: InterfaceLanguage, origin: TextOrigin) -> &'static str {
    match origin {
        TextOrigin::Original => language.pick("原文", "Original"),
        TextOrigin::Human => language.pick("人手翻訳", "Human translation"),
        TextOrigin::Memory => language.pick("翻訳メモリ", "Translation memory"),
        TextOrigin::Machine => language.pick("機械翻訳", "Machine translation"),
        TextOrigin::BuiltIn => language.pick("定型", "Fixed phrase"),
    }
}

/// What a party is to the document.
pub(crate) const fn role_name(language: InterfaceLanguage, role: PartyRole, right: Right) -> &'static str {
    match (role, right) {
        (PartyRole::Applicant, _) => language.pick("出願人", "Applicant"),
        (PartyRole::Inventor, Right::UtilityModel) => language.pick("考案者", "Creator"),
        (PartyRole::Inventor, Right::Design) => language.pick("創作者", "Designer"),
        (PartyRole::Inventor, _) => language.pick("発明者", "Inventor"),
        (PartyRole::Owner, _) => language.pick("権利者", "Owner"),
        (PartyRole::Representative, _) => language.pick("代理人", "Representative"),
        (PartyRole::InventorApplicant, _) => language.pick("発明者兼出願人", "Inventor and applicant"),
        (PartyRole::Opponent, _) => language.pick("異議申立人", "Opponent"),
    }
}

/// A classification scheme.
pub(crate) const fn scheme_name(language: InterfaceLanguage, scheme: ClassificationScheme) -> &'static str {
    match scheme {
        ClassificationScheme::Ipc => language.pick("国際特許分類(IPC)", "IPC"),
        ClassificationScheme::Cpc => language.pick("共通特許分類(CPC)", "CPC"),
        ClassificationScheme::Locarno => language.pick("意匠国際分類(ロカルノ)", "Locarno"),
        ClassificationScheme::Nice => language.pick("商品・役務国際分類(ニース)", "Nice"),
        ClassificationScheme::Vienna => language.pick("図形要素国際分類(ウィーン)", "Vienna"),
        ClassificationScheme::National => language.pick("国内分類", "National classification"),
    }
}

/// A category of WIPO ST.27.
pub(crate) const fn category_name(language: InterfaceLanguage, category: LegalEventCategory) -> &'static str {
    use LegalEventCategory as C;
    match category {
        C::A => language.pick("A 出願", "A Application filed"),
        C::B => language.pick("B 出願の終了", "B Application discontinued"),
        C::C => language.pick("C 出願の回復", "C Application revived"),
        C::D => language.pick("D 調査・審査の請求", "D Search or examination requested"),
        C::E => language.pick("E 権利付与前の異議・情報提供", "E Pre-grant review requested"),
        C::F => language.pick("F 権利の付与", "F IP right granted"),
        C::G => language.pick("G 存続期間を超える保護", "G Protection beyond the term"),
        C::H => language.pick("H 権利の消滅", "H IP right ceased"),
        C::K => language.pick("K 権利の回復", "K IP right revived"),
        C::L => language.pick("L 権利付与後の異議・無効の請求", "L IP right review requested"),
        C::M => language.pick("M 権利の維持", "M IP right maintained"),
        C::N => language.pick("N 手続の終了", "N Terminated"),
        C::P => language.pick("P 書類の補正・訂正", "P Document modified"),
        C::Q => language.pick("Q 公報の発行", "Q Document published"),
        C::R => language.pick("R 当事者の変更", "R Party data changed"),
        C::S => language.pick("S 実施権等の登録", "S Licensing recorded"),
        C::T => language.pick("T 手続の調整", "T Administrative procedure adjusted"),
        C::U => language.pick("U 料金の納付", "U Fee paid"),
        C::V => language.pick("V 審判・不服申立て", "V Appeal requested"),
        C::W => language.pick("W その他", "W Other"),
        C::Y => language.pick("Y 経過情報の訂正・削除", "Y Event information corrected or deleted"),
    }
}

/// Names of languages: tag, Japanese, English.
const LANGUAGES: &[(&str, &str, &str)] = &[
    ("ar", "アラビア語", "Arabic"),
    ("cs", "チェコ語", "Czech"),
    ("da", "デンマーク語", "Danish"),
    ("de", "ドイツ語", "German"),
    ("en", "英語", "English"),
    ("es", "スペイン語", "Spanish"),
    ("fa", "ペルシア語", "Persian"),
    ("fi", "フィンランド語", "Finnish"),
    ("fil", "フィリピノ語", "Filipino"),
    ("fr", "フランス語", "French"),
    ("he", "ヘブライ語", "Hebrew"),
    ("hi", "ヒンディー語", "Hindi"),
    ("id", "インドネシア語", "Indonesian"),
    ("it", "イタリア語", "Italian"),
    ("ja", "日本語", "Japanese"),
    ("km", "クメール語", "Khmer"),
    ("ko", "韓国語", "Korean"),
    ("lo", "ラオ語", "Lao"),
    ("ms", "マレー語", "Malay"),
    ("my", "ビルマ語", "Burmese"),
    ("nl", "オランダ語", "Dutch"),
    ("no", "ノルウェー語", "Norwegian"),
    ("pl", "ポーランド語", "Polish"),
    ("pt", "ポルトガル語", "Portuguese"),
    ("ru", "ロシア語", "Russian"),
    ("sv", "スウェーデン語", "Swedish"),
    ("th", "タイ語", "Thai"),
    ("tr", "トルコ語", "Turkish"),
    ("uk", "ウクライナ語", "Ukrainian"),
    ("vi", "ベトナム語", "Vietnamese"),
    ("zh", "中国語", "Chinese"),
    ("zh-Hans", "中国語(簡体字)", "Chinese (simplified)"),
    ("zh-Hant", "中国語(繁体字)", "Chinese (traditional)"),
];

/// A language; its tag where it has no name here.
pub(crate) fn language_name(language: InterfaceLanguage, tag: &LanguageTag) -> String {
    if tag.is_undetermined() {
        return language.pick("言語不明", "Language not stated").to_owned();
    }
    let find = |wanted: &str| LANGUAGES.iter().find(|(known, _, _)| *known == wanted);
    match find(tag.as_str()).or_else(|| find(tag.primary())) {
        Some((_, japanese, english)) => language.pick(japanese, english).to_owned(),
        None => tag.as_str().to_owned(),
    }
}
