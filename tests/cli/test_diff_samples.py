"""The samples in docs/reviewing-changes.md are what `okrpress diff` says."""

from tools import samples


def test_the_samples_are_what_is_said_today() -> None:
    assert samples.PAGE.read_text(encoding="utf-8") == samples.page(), (
        "run: python -m tools.samples"
    )


def test_the_samples_end_as_a_reviewer_expects() -> None:
    text = samples.page()
    starts = [text.index(f"\n### {sample.title}\n") for sample in samples.SAMPLES]
    week, eased, opened = (
        text[start:end] for start, end in zip(starts, (*starts[1:], len(text)), strict=True)
    )
    assert "echo $?\n0\n" in week
    assert "CHG" not in week
    assert "echo $?\n1\n" in eased
    assert "(CHG001 eased-without-reason)" in eased
    assert "(PRV002 visibility-widened)" in opened
