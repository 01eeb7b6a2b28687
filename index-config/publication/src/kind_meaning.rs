//! What kind codes mean at the offices whose codes are beyond doubt.

use crate::{KindCode, OfficeCode, Right};

use Right::{Design, Patent, UtilityModel};

/// What an office's documents of one kind are.
struct Meaning {
    office: &'static str,
    kind: &'static str,
    right: Right,
    japanese: &'static str,
    english: &'static str,
}

const fn row(office: &'static str, kind: &'static str, right: Right, japanese: &'static str, english: &'static str) -> Meaning {
    Meaning { office, kind, right, japanese, english }
}

/// Codes in use, and those of older documents where they are not in doubt. An office's codes have changed their meaning with its laws; a
/// code that means two things stands here only where both can be said in one word, or not at all.
static MEANINGS: &[Meaning] = &[
    row("AU", "A1", Patent, "公開特許出願", "Patent application"),
    row("AU", "B2", Patent, "特許(公開後)", "Patent, application published before"),
    row("BR", "A2", Patent, "公開公報", "Patent application"),
    row("BR", "B1", Patent, "特許公報", "Patent"),
    row("BR", "U2", UtilityModel, "実用新案 公開公報", "Utility model application"),
    row("BR", "Y1", UtilityModel, "実用新案 登録公報", "Utility model"),
    row("CA", "A1", Patent, "公開特許出願", "Patent application"),
    row("CA", "C", Patent, "特許", "Patent"),
    row("CN", "A", Patent, "発明専利 公開公報", "Invention patent application"),
    row("CN", "B", Patent, "発明専利 登録公報", "Invention patent"),
    row("CN", "C", Patent, "発明専利 登録公報(2010年まで)", "Invention patent (until 2010)"),
    row("CN", "D", Design, "外観設計専利 登録公報(2010年まで)", "Design patent (until 2010)"),
    row("CN", "S", Design, "外観設計専利 登録公報", "Design patent"),
    row("CN", "U", UtilityModel, "実用新型専利 登録公報", "Utility model patent"),
    row("CN", "Y", UtilityModel, "実用新型専利 登録公報(2010年まで)", "Utility model patent (until 2010)"),
    row("DE", "A1", Patent, "公開公報", "Patent application (Offenlegungsschrift)"),
    row("DE", "B3", Patent, "特許公報(公開前)", "Patent, application not published before"),
    row("DE", "B4", Patent, "特許公報(公開後)", "Patent, application published before"),
    row("DE", "C1", Patent, "特許公報(公開前、2003年まで)", "Patent, application not published before (until 2003)"),
    row("DE", "C2", Patent, "特許公報(公開後、2003年まで)", "Patent, application published before (until 2003)"),
    row("DE", "T2", Patent, "欧州特許の独語翻訳", "Translation of a European patent"),
    row("DE", "T5", Patent, "国際出願の独語翻訳", "Translation of an international application"),
    row("DE", "U1", UtilityModel, "実用新案公報", "Utility model"),
    row("EA", "A1", Patent, "公開公報(調査報告付)", "Application with search report"),
    row("EA", "B1", Patent, "特許公報", "Patent"),
    row("EP", "A1", Patent, "公開公報(調査報告付)", "Application with search report"),
    row("EP", "A2", Patent, "公開公報(調査報告なし)", "Application without search report"),
    row("EP", "A3", Patent, "調査報告", "Search report, published later"),
    row("EP", "A4", Patent, "補充調査報告", "Supplementary search report"),
    row("EP", "A8", Patent, "公開公報(第1頁の訂正)", "Application, corrected title page"),
    row("EP", "A9", Patent, "公開公報(全文の訂正)", "Application, corrected reprint"),
    row("EP", "B1", Patent, "特許公報", "Patent specification"),
    row("EP", "B2", Patent, "特許公報(異議後)", "Patent specification after opposition"),
    row("EP", "B3", Patent, "特許公報(減縮後)", "Patent specification after limitation"),
    row("EP", "B8", Patent, "特許公報(第1頁の訂正)", "Patent specification, corrected title page"),
    row("EP", "B9", Patent, "特許公報(全文の訂正)", "Patent specification, corrected reprint"),
    row("ES", "T3", Patent, "欧州特許の西語翻訳", "Translation of a European patent"),
    row("ES", "U", UtilityModel, "実用新案 公開公報", "Utility model application"),
    row("FR", "A1", Patent, "公開公報", "Patent application"),
    row("FR", "B1", Patent, "特許公報", "Patent"),
    row("GB", "A", Patent, "公開公報", "Patent application"),
    row("GB", "B", Patent, "特許公報", "Patent"),
    row("JP", "A", Patent, "公開特許公報", "Patent application"),
    row("JP", "B1", Patent, "特許公報(公開前)", "Patent, application not published before"),
    row("JP", "B2", Patent, "特許公報", "Patent"),
    row("JP", "S", Design, "意匠公報", "Design"),
    row("JP", "U", UtilityModel, "実用新案公報", "Utility model"),
    row("KR", "A", Patent, "公開特許公報", "Patent application"),
    row("KR", "B1", Patent, "登録特許公報", "Patent"),
    row("KR", "S", Design, "登録意匠公報", "Design"),
    row("KR", "U", UtilityModel, "公開実用新案公報", "Utility model application"),
    row("KR", "Y1", UtilityModel, "登録実用新案公報", "Utility model"),
    row("RU", "A", Patent, "公開公報", "Patent application"),
    row("RU", "C1", Patent, "特許公報(公開前)", "Patent, application not published before"),
    row("RU", "C2", Patent, "特許公報(公開後)", "Patent, application published before"),
    row("RU", "U1", UtilityModel, "実用新案公報", "Utility model"),
    row("TH", "A", Patent, "公開公報", "Patent application"),
    row("TH", "B", Patent, "特許公報", "Patent"),
    row("TW", "A", Patent, "公開公報", "Patent application"),
    row("TW", "B", Patent, "特許公報", "Patent"),
    row("TW", "S", Design, "設計専利公報", "Design patent"),
    row("TW", "U", UtilityModel, "実用新案公報", "Utility model"),
    row("UA", "C2", Patent, "特許公報", "Patent"),
    row("UA", "U", UtilityModel, "実用新案公報", "Utility model"),
    row("US", "A1", Patent, "特許出願公開", "Patent application publication"),
    row("US", "A2", Patent, "特許出願再公開", "Patent application publication, republished"),
    row("US", "A9", Patent, "特許出願公開(訂正)", "Patent application publication, corrected"),
    row("US", "B1", Patent, "特許(出願公開なし)", "Patent, application not published before"),
    row("US", "B2", Patent, "特許(出願公開あり)", "Patent, application published before"),
    row("US", "E", Patent, "再発行特許", "Reissue patent"),
    row("US", "E1", Patent, "再発行特許", "Reissue patent"),
    row("US", "H", Patent, "法定発明登録", "Statutory invention registration"),
    row("US", "H1", Patent, "法定発明登録", "Statutory invention registration"),
    row("US", "P1", Patent, "植物特許出願公開", "Plant patent application publication"),
    row("US", "P2", Patent, "植物特許(出願公開なし)", "Plant patent, application not published before"),
    row("US", "P3", Patent, "植物特許(出願公開あり)", "Plant patent, application published before"),
    row("US", "P4", Patent, "植物特許出願再公開", "Plant patent application publication, republished"),
    row("US", "P9", Patent, "植物特許出願公開(訂正)", "Plant patent application publication, corrected"),
    row("US", "S", Design, "意匠特許", "Design patent"),
    row("US", "S1", Design, "意匠特許", "Design patent"),
    row("WO", "A1", Patent, "国際公開(国際調査報告付)", "International application with search report"),
    row("WO", "A2", Patent, "国際公開(国際調査報告なし)", "International application without search report"),
    row("WO", "A3", Patent, "国際調査報告", "International search report, published later"),
    row("WO", "A4", Patent, "国際公開(補正後の請求の範囲)", "International application, amended claims"),
    row("WO", "A8", Patent, "国際公開(第1頁の訂正)", "International application, corrected title page"),
    row("WO", "A9", Patent, "国際公開(訂正・差替え)", "International application, corrected or amended reprint"),
];

/// What documents of a kind are at an office: in Japanese and in English. `None` where that is not known for certain; the code itself is
/// shown then, and nothing is guessed from another office's use.
#[must_use]
pub fn kind_meaning(office: OfficeCode, right: Right, kind: &KindCode) -> Option<(&'static str, &'static str)> {
    let found = MEANINGS.iter().find(|row| row.office == office.as_str() && row.kind == kind.as_str() && row.right == right)?;
    Some((found.japanese, found.english))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meaning(office: &str, right: Right, kind: &str) -> Option<&'static str> {
        kind_meaning(office.parse().expect("an office"), right, &kind.parse().expect("a kind")).map(|(japanese, _)| japanese)
    }

    #[test]
    fn meanings_are_the_offices_own() {
        assert_eq!(meaning("EP", Patent, "A1"), Some("公開公報(調査報告付)"));
        assert_eq!(meaning("US", Patent, "A1"), Some("特許出願公開"));
        assert_eq!(meaning("DE", Patent, "A1"), Some("公開公報"));
        assert_eq!(meaning("CN", UtilityModel, "U"), Some("実用新型専利 登録公報"));
    }

    #[test]
    fn nothing_is_guessed() {
        assert_eq!(meaning("EP", Patent, "Z9"), None);
        assert_eq!(meaning("LA", Patent, "A1"), None);
        assert_eq!(meaning("EP", Design, "A1"), None);
    }

    #[test]
    fn the_table_is_sorted_and_of_known_offices_and_kinds() {
        assert!(MEANINGS.windows(2).all(|pair| (pair[0].office, pair[0].kind) < (pair[1].office, pair[1].kind)));
        for row in MEANINGS {
            assert!(row.office.parse::<OfficeCode>().is_ok_and(|office| office.office().is_some()), "{}", row.office);
            assert_eq!(row.kind.parse::<KindCode>().expect("a kind").as_str(), row.kind);
        }
    }
}
