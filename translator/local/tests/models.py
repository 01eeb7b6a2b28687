"""Makes models with random weights for each family, and writes down what Python's ctranslate2 makes of some texts.

models.py FOLDER          tiny models, and expected.json beside them
models.py FOLDER --speed  a model of the usual size, and its tokens per second with two threads in speed.json
"""

import io
import json
import os
import random
import sys
import time

import ctranslate2
import numpy
import sentencepiece
from ctranslate2.specs import TransformerSpec

WORDS = """pump housing valve lid shaft motor lens lamp battery electrode film layer gate signal unit method device claim comprising wherein
according connected between upper lower first second plurality configured surface temperature pressure water polymer the a of is to and in""".split()
KANA = [chr(code) for code in range(0x3042, 0x3094)] + list("、。軸蓋弁灯層膜")
BEAM = 4


def sentences(count, words, seed, joiner):
    generator = random.Random(seed)
    return [joiner.join(generator.choice(words) for _ in range(generator.randint(4, 18))) for _ in range(count)]


def pieces(path, lines, size):
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines), model_writer=model, vocab_size=size, character_coverage=1.0, hard_vocab_limit=False, minloglevel=2
    )
    with open(path, "wb") as file:
        file.write(model.getvalue())
    return sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())


def words_of(processor):
    return [processor.id_to_piece(at) for at in range(processor.get_piece_size())]


def fill(spec, depth, inner, sources, targets, seed):
    generator = numpy.random.default_rng(seed)

    def weights(*shape):
        return (generator.standard_normal(shape) * (1.2 / numpy.sqrt(depth))).astype(numpy.float32)

    def linear(layer, rows, columns):
        layer.weight, layer.bias = weights(rows, columns), weights(rows)

    def norm(layer):
        layer.gamma, layer.beta = numpy.ones(depth, dtype=numpy.float32) + 0.1 * weights(depth), weights(depth)

    def attention(layer, own):
        norm(layer.layer_norm)
        if own:
            linear(layer.linear[0], 3 * depth, depth)
        else:
            linear(layer.linear[0], depth, depth)
            linear(layer.linear[1], 2 * depth, depth)
        linear(layer.linear[-1], depth, depth)

    def forward(layer):
        norm(layer.layer_norm)
        linear(layer.linear_0, inner, depth)
        linear(layer.linear_1, depth, inner)

    spec.encoder.embeddings[0].weight = weights(sources, depth)
    spec.decoder.embeddings.weight = weights(targets, depth)
    linear(spec.decoder.projection, targets, depth)
    for side in (spec.encoder, spec.decoder):
        if side.pre_norm:
            norm(side.layer_norm)
        for layer in side.layer:
            attention(layer.self_attention, True)
            if side is spec.decoder:
                attention(layer.attention, False)
            forward(layer.ffn)


def save(folder, spec, source, target, adds_end):
    spec.register_source_vocabulary(source)
    spec.register_target_vocabulary(target)
    spec.config.add_source_eos = adds_end
    spec.validate()
    spec.optimize()
    spec.save(folder)


def make(folder, family, layers=2, depth=64, inner=128, heads=4, size=200):
    os.makedirs(folder, exist_ok=True)
    english = sentences(3000, WORDS, 1, " ")
    japanese = sentences(3000, KANA, 2, "")
    if family == "marian":
        source = pieces(f"{folder}/source.spm", english, size)
        target = pieces(f"{folder}/target.spm", japanese, size)
        # Marian's converters tell CTranslate2 to add the end of the source itself.
        vocabularies, before, prefix, adds_end, pre_norm = (words_of(source), words_of(target)), [], [], True, False
    else:
        source = target = pieces(f"{folder}/sentencepiece.bpe.model", english + japanese, size * 2)
        codes = {"nllb": ["eng_Latn", "tha_Thai", "jpn_Jpan"], "m2m100": ["__en__", "__th__", "__ja__"]}[family]
        shared = words_of(source) + codes
        vocabularies, before, prefix, adds_end, pre_norm = (shared, shared), codes[:1], codes[2:], False, True
    spec = TransformerSpec.from_config(layers, heads, pre_norm=pre_norm)
    fill(spec, depth, inner, len(vocabularies[0]), len(vocabularies[1]), 3)
    save(folder, spec, *vocabularies, adds_end)
    with open(f"{folder}/LICENSE", "w") as file:
        file.write("Random weights, made for a test\n")
    return source, target, before, prefix, [] if adds_end else ["</s>"]


def translate(folder, source, before, prefix, end, texts, threads=1, beam=BEAM):
    tokens = [before + source.encode(text, out_type=str) + end for text in texts]
    most = max(len(one) for one in tokens) * 3 + 32
    translator = ctranslate2.Translator(folder, device="cpu", compute_type="float32", intra_threads=threads)

    def run():
        return translator.translate_batch(
            tokens,
            target_prefix=[prefix] * len(tokens) if prefix else None,
            beam_size=beam,
            max_decoding_length=most,
            max_input_length=0,
            return_scores=True,
            max_batch_size=1024,
            batch_type="tokens",
        )

    return run


def expected(folder, family):
    source, target, before, prefix, end = make(folder, family)
    texts = sentences(24, WORDS, 7, " ")
    results = translate(folder, source, before, prefix, end, texts)()
    out = []
    for text, result in zip(texts, results):
        made = result.hypotheses[0][len(prefix) :]
        out.append({"source": text, "pieces": made, "text": target.decode(made), "score": result.scores[0]})
    return out


def main():
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    if "--speed" in sys.argv:
        model = f"{folder}/base"
        made = make(model, "marian", layers=6, depth=512, inner=2048, heads=8, size=1000)
        texts = sentences(32, WORDS, 9, " ")
        run = translate(model, made[0], made[2], made[3], made[4], texts, threads=2, beam=1)
        run()
        began = time.perf_counter()
        results = run() + run()
        seconds = time.perf_counter() - began
        tokens = sum(len(result.hypotheses[0]) for result in results)
        with open(f"{folder}/speed.json", "w") as file:
            json.dump({"texts": texts, "tokens_per_second": tokens / seconds}, file)
        return
    told = {family: expected(f"{folder}/{family}", family) for family in ("marian", "m2m100", "nllb")}
    with open(f"{folder}/expected.json", "w") as file:
        json.dump(told, file, ensure_ascii=False, indent=1)


main()
