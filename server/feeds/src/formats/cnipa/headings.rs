//! Headings of Chinese descriptions, which stand among the paragraphs.

/// The parts of a description by the implementing regulations of the patent law, and what else heads a part in the office's documents.
const STATUTORY: &[&str] = &[
    "技术领域",
    "背景技术",
    "发明内容",
    "实用新型内容",
    "附图说明",
    "附图的简单说明",
    "附图的简要说明",
    "具体实施方式",
    "实施方式",
    "具体实施例",
    "实施例",
    "现有技术文献",
    "专利文献",
    "非专利文献",
    "发明的概要",
    "发明概要",
    "发明效果",
    "发明的效果",
    "发明所要解决的技术问题",
    "发明要解决的课题",
    "解决技术问题所采用的技术方案",
    "用于解决课题的手段",
    "工业实用性",
    "产业上的可利用性",
    "附图标记说明",
    "符号说明",
    "相关申请的交叉引用",
    "序列表",
];

/// Most characters of a heading that is known by having no number.
const LONGEST: usize = 40;

/// Whether a paragraph is a heading: it has the words of one; or it has no number, while all paragraphs of the newer format have one, and is a
/// line of words without the end of a sentence and without an image.
pub(super) fn is_heading(number: Option<&str>, text: &str) -> bool {
    let words = text.trim_end_matches(['：', ':', ' ']);
    if STATUTORY.contains(&words) {
        return true;
    }
    number.is_none() && text.chars().count() <= LONGEST && !text.contains(['。', '；', '\n', '\t', '〔'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_told_from_paragraphs() {
        for (number, text, heading) in [
            (Some("0001"), "技术领域", true),
            (Some("0001"), "背景技术：", true),
            (None, "技术领域", true),
            (None, "通用方法", true),
            (Some("n1229"), "通用方法", false),
            (None, "〔図:GDA0003327089700000161〕", false),
            (None, "本发明涉及区块链技术领域。", false),
            (Some("0002"), "本发明涉及技术领域", false),
            (None, "一\t二", false),
        ] {
            assert_eq!(is_heading(number, text), heading, "{text}");
        }
        assert!(!is_heading(None, &"长".repeat(41)));
    }
}
