//! Tokens per second of a model of the usual size, and how that stands to Python's wheel on the same model and threads: `make test-local-mt`.

use std::{path::PathBuf, time::Instant};

use local_mt::{Model, ModelFolder};
use serde::Deserialize;
use translator::{Language, LocalConfig};

#[derive(Deserialize)]
struct OfPython {
    texts: Vec<String>,
    tokens_per_second: f64,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::var_os("KAKEHASHI_LOCAL_MODELS").map(PathBuf::from).ok_or("KAKEHASHI_LOCAL_MODELS names the folder")?;
    let python: OfPython = serde_json::from_str(&std::fs::read_to_string(folder.join("speed.json"))?)?;
    let base = folder.join("base");
    let config: LocalConfig = serde_json::from_value(serde_json::json!({
        "folder": base, "threads": 2, "beam": 1, "compute_type": "float32", "languages": ["en"]
    }))?;
    let model = Model::load(ModelFolder::read(&config)?, &config)?;
    let english = Language::english();
    model.translate(&python.texts, &english)?;
    let began = Instant::now();
    let mut tokens = 0_u32;
    for _ in 0..2 {
        let made = model.translate(&python.texts, &english)?;
        tokens += u32::try_from(made.iter().flat_map(|made| &made.pieces).map(Vec::len).sum::<usize>())?;
    }
    let own = f64::from(tokens) / began.elapsed().as_secs_f64();
    println!(
        "tokens per second: {own:.0}; Python's wheel: {:.0}; ratio {:.2} (goal 1)",
        python.tokens_per_second,
        own / python.tokens_per_second
    );
    Ok(())
}
