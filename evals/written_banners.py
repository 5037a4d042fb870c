"""Offers taken through the text branch of the product, with every draft that was written on the way."""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

from adbanner.brief import Brief
from adbanner.errors import AdBannerError
from adbanner.frozen import Frozen
from adbanner.texts import BannerTexts, FaultKind, TextAuthor, TextFault
from adbanner.usage import Usage
from evals.offer_cases import OfferCase
from graph.context import Context
from graph.results import WrittenTexts
from graph.services import Services
from graph.state import TextState
from graph.text_branch import build_text_branch, copy_request
from tools.copywriting import CopyAttempt, CopyRequest, Copywriter
from tools.facts import extract_facts
from tools.fault_words import blocking_reason
from tools.text_check import check_texts

MISFITS = frozenset({FaultKind.TOO_LONG, FaultKind.WORD_TOO_LONG, FaultKind.OVERFLOWS_BOX})
"""Faults of length, in characters or in real glyphs."""
PARALLEL_BANNERS = 5
"""As many as the company's endpoint takes calls at once."""


class WrittenBanner(Frozen):
    """What became of one offer on one layout."""

    case: OfferCase
    layout_id: str
    texts: BannerTexts | None
    reason: str = ""
    """Why there are no texts."""
    faults: tuple[TextFault, ...] = ()
    """What is wrong with the final texts."""
    drafts: tuple[BannerTexts, ...] = ()
    first_fits: bool = False
    """Whether the first draft was within every limit and box."""
    was_cut: bool = False
    usage: Usage | None = None

    @property
    def is_delivered(self) -> bool:
        """Whether the preflight would let these texts out."""
        return self.texts is not None and not blocking_reason(self.faults)

    @property
    def told_problem(self) -> str:
        """Why the banner is not delivered, in words."""
        return self.reason or blocking_reason(self.faults)

    @property
    def fits(self) -> bool:
        """Whether the final texts are within every limit and box."""
        return not any(fault.kind in MISFITS for fault in self.faults)


class RecordingCopywriter:
    """Passes every request on and keeps what was written.

    Args:
        copywriter: Who writes.
    """

    def __init__(self, copywriter: Copywriter) -> None:
        self._copywriter = copywriter
        self.drafts: defaultdict[tuple[str, str], list[BannerTexts]] = defaultdict(list)
        """Drafts by offer and layout, oldest first."""

    @property
    def author(self) -> TextAuthor:
        """Who signs the texts."""
        return self._copywriter.author

    async def write(self, request: CopyRequest, attempts: tuple[CopyAttempt, ...]) -> BannerTexts:
        """The copywriter's answer, kept."""
        texts = await self._copywriter.write(request, attempts)
        self.drafts[request.offer, request.layout.id].append(texts)
        return texts


class BannerWriter:
    """Takes offers through the text branch as a run of the product would.

    Args:
        services: As the product opens them.
        context: Run options.
    """

    def __init__(self, services: Services, context: Context) -> None:
        self._recorder = RecordingCopywriter(services.copywriter)
        self._services = replace(services, copywriter=self._recorder)
        self._context = context
        self._branch = build_text_branch(self._services)

    async def write_all(
        self,
        cases: tuple[OfferCase, ...],
        layout_ids: tuple[str, ...],
        *,
        seed: int = 0,
        progress: Callable[[int, int], None] = lambda done, total: None,
    ) -> tuple[WrittenBanner, ...]:
        """Write every case on every layout, a few at a time, in the order of the cases."""
        at_once = asyncio.Semaphore(PARALLEL_BANNERS)
        done, total = 0, len(cases) * len(layout_ids)

        async def write(case: OfferCase, layout_id: str) -> WrittenBanner:
            nonlocal done
            async with at_once:
                banner = await self.write(case, layout_id, seed=seed)
            done += 1
            progress(done, total)
            return banner

        return tuple(await asyncio.gather(*(write(case, layout_id) for case in cases for layout_id in layout_ids)))

    async def write(self, case: OfferCase, layout_id: str, *, seed: int) -> WrittenBanner:
        """One banner with its drafts and its faults."""
        state = text_state(case, layout_id, seed)
        try:
            written = await self.run(state)
        except AdBannerError as error:
            return WrittenBanner(case=case, layout_id=layout_id, texts=None, reason=str(error))
        drafts = tuple(self._recorder.drafts.pop((case.offer, layout_id), ()))
        request, fitter = copy_request(state, self._services, self._context), self._services.fitter
        first = check_texts(drafts[0], request, fitter) if drafts else ()
        return WrittenBanner(
            case=case,
            layout_id=layout_id,
            texts=written.texts,
            reason=written.problem,
            faults=written.faults,
            drafts=drafts,
            first_fits=bool(drafts) and not any(fault.kind in MISFITS for fault in first),
            was_cut=written.was_cut,
            usage=written.usage,
        )

    async def run(self, state: TextState) -> WrittenTexts:
        """The branch alone: what the product itself would do."""
        output = await self._branch.ainvoke(state, context=self._context)
        written: WrittenTexts = output["written"][state.layout_id]
        return written


def text_state(case: OfferCase, layout_id: str, seed: int) -> TextState:
    """What the turn would hand to the branch."""
    brief = Brief(product_id=case.product_id, offer=case.offer, layout_ids=(layout_id,), seed=seed)
    return TextState(brief=brief, layout_id=layout_id, facts=extract_facts(case.offer))
