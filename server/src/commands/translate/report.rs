//! The estimate, and how the jobs stand, for people.

use storage::JobCounts;
use time::{OffsetDateTime, macros::offset};
use translator::{UnitsBilled, reason_in_japanese};

use crate::{
    commands::engines::units_in_japanese,
    translating::{Amount, EngineEstimate, Estimate},
};

fn amount(amount: Amount) -> String {
    format!("{} 文、{} 文字", amount.segments, amount.characters)
}

/// Prints an estimate.
pub fn print(estimate: &Estimate) {
    let more = if estimate.more { "(途中まで)" } else { "" };
    println!("公報 {} 件{more}のうち、訳すものがあるのは {} 件", estimate.publications, estimate.wanting);
    println!("訳す文            {}", amount(estimate.wanted));
    println!("  翻訳メモリで足りる  {}", amount(estimate.memory));
    println!("  定型で足りる        {}", amount(estimate.built_in));
    for engine in &estimate.engines {
        print_engine(engine);
    }
    if estimate.without_engine.segments > 0 {
        println!("  使うエンジンがない  {}(未翻訳のままになります)", amount(estimate.without_engine));
    }
    if !estimate.engines.is_empty() {
        println!("同じ文は一度だけ数えています。検査に通らない文は二度送ることがあるため、実際の量は前後します。");
    }
}

fn print_engine(engine: &EngineEstimate) {
    let model = engine.model.as_ref().map(|model| format!("、{model}")).unwrap_or_default();
    println!("  エンジン {}({}{model})  {}", engine.id, engine.kind, amount(engine.amount));
    let units = match (engine.units_billed, engine.units) {
        (UnitsBilled::Nothing, _) => "なし".to_owned(),
        (billed, Some(units)) => format!("{}: 約 {units}", units_in_japanese(billed)),
        (billed @ UnitsBilled::Tokens, None) => format!("{}: まだ実績がないため分かりません", units_in_japanese(billed)),
        (billed, None) => units_in_japanese(billed).to_owned(),
    };
    println!("    課金      {units}");
    if let Some(budget) = engine.budget {
        let left = budget.limit.saturating_sub(budget.spent);
        println!("    1日の上限 {} 文字、今日の残り {left} 文字。終わるまで約 {} 日", budget.limit, budget.days);
    }
}

/// Prints how the jobs stand.
pub fn print_jobs(asked: usize, counts: &JobCounts) {
    eprintln!("{asked} 件を依頼しました。");
    let open = counts.due + counts.taken;
    if open > 0 {
        eprintln!("残り {open} 件は、serve、worker、またはもう一度の translate が続けます。");
    }
    for put_back in &counts.later {
        let reason = if put_back.reason.is_empty() { "理由不明" } else { reason_in_japanese(&put_back.reason) };
        eprintln!("保留 {} 件: {reason} [{}]。次の再試行 {}", put_back.jobs, put_back.reason, moment(put_back.next));
    }
}

/// A moment in Japan, to the minute.
pub fn moment(at: OffsetDateTime) -> String {
    let at = at.to_offset(offset!(+9));
    format!("{} {:02}:{:02}", at.date(), at.hour(), at.minute())
}
