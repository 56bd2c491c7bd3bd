"""The samples in docs/reviewing-changes.md are what `okrpress diff` says today."""

from tools import samples


def test_the_samples_are_what_is_said_today() -> None:
    text = samples.page()
    assert samples.PAGE.read_text(encoding="utf-8") == text, "run: python -m tools.samples"
    starts = [text.index(f"\n### {sample.title}\n") for sample in samples.SAMPLES]
    week, eased, opened = (
        text[start:end] for start, end in zip(starts, (*starts[1:], len(text)), strict=True)
    )
    assert "echo $?\n0\n" in week
    assert "CHG" not in week
    assert "::" not in week
    assert "echo $?\n1\n" in eased
    assert "\n::error file=" in eased
    assert "(CHG001 eased-without-reason)" in eased
    assert "\n::warning file=" in opened
    assert "(PRV002 visibility-widened)" in opened
    for sample in samples.SAMPLES:
        assert samples.picture(sample).is_file()
