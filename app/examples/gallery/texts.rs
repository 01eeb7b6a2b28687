//! Texts beside their Japanese, from nothing of it to all of it.

use app::services::{CoverageMeter, ParallelText, SegmentFinding};
use publication::TextPart;
use translator::SegmentKind;

use super::pieces::{block, built_in, human, machine, memory, parallel, segment, tag};

pub fn thai_claims() -> ParallelText {
    let mut text = parallel(
        TextPart::Claims,
        "th",
        vec![
            block(
                "claim-1",
                Some("1"),
                &[],
                vec![segment(
                    SegmentKind::Claim,
                    "วิธีการผลิตแบตเตอรี่โซลิดสเตต ซึ่งประกอบด้วยขั้นตอนการซ้อนชั้นขั้วบวกและชั้นอิเล็กโทรไลต์ของแข็ง",
                    Some(memory("正極層と固体電解質層とを積層する工程を含む、全固体電池の製造方法。")),
                    &[],
                )],
            ),
            block(
                "claim-2",
                Some("2"),
                &[1],
                vec![
                    segment(SegmentKind::Claim, "วิธีการตามข้อถือสิทธิที่ 1", Some(built_in("請求項1に記載の方法")), &[]),
                    segment(
                        SegmentKind::Claim,
                        "ที่ซึ่ง อิเล็กโทรไลต์ของแข็ง เป็นซัลไฟด์ และ ขั้วบวก มีความหนา 20 ถึง 80 ไมโครเมตร",
                        None,
                        &[("อิเล็กโทรไลต์ของแข็ง", "固体電解質"), ("ขั้วบวก", "正極")],
                    ),
                ],
            ),
            block(
                "claim-3",
                Some("3"),
                &[1, 2],
                vec![segment(
                    SegmentKind::Claim,
                    "แบตเตอรี่ที่ได้จากวิธีการตามข้อถือสิทธิที่ 1 หรือ 2",
                    Some(machine("請求項1又は2に記載の方法により得られる電池。")),
                    &[],
                )],
            ),
        ],
        CoverageMeter { human: 0, memory: 95, machine: 50, built_in: 25, none: 80 },
    );
    text.other_languages = vec![tag("en")];
    text
}

pub fn chinese_description() -> ParallelText {
    let mut blocks = vec![block("h-1", None, &[], vec![segment(SegmentKind::Heading, "技术领域", Some(built_in("技術分野")), &[])])];
    for number in 1..60_u32 {
        let japanese = match number % 4 {
            0 => Some(machine("放熱板は電池セルの側面に配置され、熱伝導シートを介して外枠に接続される。")),
            1 => Some(human("本考案は電池の技術分野に関し、特に放熱しやすいリチウム電池モジュールに関する。")),
            _ => None,
        };
        let mut sentence = segment(
            SegmentKind::Sentence,
            "本实用新型涉及电池技术领域，具体涉及一种便于散热的锂电池模组，包括外框、若干电池单体和散热板，所述散热板位于电池单体之间。",
            japanese,
            if number % 4 > 1 { &[("散热板", "放熱板"), ("电池单体", "電池セル")] } else { &[] },
        );
        if number == 4 {
            sentence.findings.push(SegmentFinding {
                code: "check-term".to_owned(),
                reason: "用語集の訳語が使われていません: 散热板→ヒートシンク".to_owned(),
                reason_in_english: "a term of the termbase is not followed: 散热板→ヒートシンク".to_owned(),
            });
        }
        blocks.push(block(&format!("p-{number:04}"), Some(&format!("{number:04}")), &[], vec![sentence]));
    }
    let mut text =
        parallel(TextPart::Description, "zh-Hans", blocks, CoverageMeter { human: 900, memory: 0, machine: 900, built_in: 4, none: 1800 });
    text.waiting = true;
    text
}

pub fn saudi_abstract() -> ParallelText {
    let mut text = parallel(
        TextPart::Abstract,
        "ar",
        vec![block(
            "p-1",
            None,
            &[],
            vec![segment(
                SegmentKind::Sentence,
                "تتعلق الطريقة بتحلية مياه البحر باستخدام غشاء التناضح العكسي عند ضغط 6 ميجا باسكال (RO-6).",
                None,
                &[("غشاء التناضح العكسي", "逆浸透膜"), ("مياه البحر", "海水")],
            )],
        )],
        CoverageMeter { none: 90, ..CoverageMeter::default() },
    );
    text.failure = Some("engine-timeout".to_owned());
    text
}
