//! The arguments of `translate`.

use clap::Args;
use publication::{OfficeCode, TextPart};

/// `translate`
#[derive(Debug, Args)]
#[command(
    after_help = "まず見積もり(翻訳メモリと定型で足りる分、各エンジンに送る文字数、課金の単位、1日の上限との関係)を示し、そのあとで依頼します。--dry-run は見積もりだけです。\n\n依頼した仕事はデータベースに残り、いつ止めても失われません。続きは serve、worker、またはもう一度の translate が行います。利用枠や1日の上限に達した仕事は待ち、あとで再開されます。枠を増やしたあとにもう一度 translate を実行すると、待たずに再開します。"
)]
pub struct TranslateArguments {
    /// 官庁 (WIPO ST.3)
    #[arg(long, value_name = "CC")]
    pub office: OfficeCode,
    /// 訳す部分(コンマ区切り): title, abstract, claims, description, goods
    #[arg(long, value_name = "PART,…", value_delimiter = ',', default_value = "title,abstract", value_parser = part_of)]
    pub part: Vec<TextPart>,
    /// 今の経路と違うエンジンやモデルによる機械翻訳も訳し直す(人の訳は決して置き換えない)
    #[arg(long)]
    pub retranslate: bool,
    /// 翻訳メモリによる訳も作り直す
    #[arg(long, requires = "retranslate")]
    pub memory: bool,
    /// 見積もりだけを示し、何も依頼しない
    #[arg(long)]
    pub dry_run: bool,
    /// 依頼だけをして、終わるのを待たない
    #[arg(long, conflicts_with = "dry_run")]
    pub no_wait: bool,
    /// 結果を JSON で標準出力に書く
    #[arg(long)]
    pub json: bool,
}

fn part_of(word: &str) -> Result<TextPart, String> {
    word.parse().map_err(|()| format!("{} のいずれかです", TextPart::ALL.map(TextPart::as_str).join("、")))
}
