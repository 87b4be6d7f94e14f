"""Hosting: what Google Cloud asks for, and what the function comes to. The one place for prices.

The prices are in US dollars for us-central1, as Google's price pages gave them in the copies of
`COPIES_OF`; they could not be checked against those of the day this was written (`WRITTEN`).
`function/DEPLOYING.md` shows the same sums, and a test holds it to them.
"""

from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

COPIES_OF, WRITTEN = "2025", "November 2026"
PAGES = (
    "cloud.google.com/run/pricing",
    "/storage/pricing",
    "/artifact-registry/pricing",
    "/vpc/network-pricing",
)
"""Where the prices are from."""

CPU_SECOND, GIB_SECOND, MILLION_REQUESTS = 0.000024, 0.0000025, 0.40
FREE_CPU_SECONDS, FREE_GIB_SECONDS, FREE_MILLION_REQUESTS = 180_000, 360_000, 2
BILLED_STEP = 0.1
"""Cloud Run. Seconds are rounded up to the step."""
REGISTRY_GB, FREE_REGISTRY_GB = 0.10, 0.5
EGRESS_GB = 0.12
MACHINE_HOUR, DISK_GB, ADDRESS_HOUR = 0.0084, 0.04, 0.005
"""An e2-micro, its disk a month, and an IPv4 address."""

CPUS, GIB, INSTANCES, REVISIONS = 1, 0.5, 5, 2
"""What `function/deploy.sh` gives an instance, the most instances of a revision, and how many
revisions may run: the one that is served, and `previous`, which keeps an address."""
MOST_INSTANCES = INSTANCES * REVISIONS
IMAGE_GB, ANSWER_KB, DISK = 0.3, 0.5, 10
"""The first is an estimate, the second an answer to one flight, the third the machine's."""
MOST_ANSWERED = 1_898
"""Requests a second of one instance: the most that `make bench` has measured (on 22 November 2026).
A ceiling takes the fastest machine, not the newest results."""
MONTH_SECONDS, MONTH_HOURS = 30 * 24 * 3600, 730
MILLION, BATCH = 1_000_000, 1_000
CPU_RATE, GIB_RATE = f"${CPU_SECOND:.6f}", f"${GIB_SECOND:.7f}"
"""The prices of a second as they are written, without an exponent."""


class Cost(NamedTuple):
    """What something comes to in a month: what it is, the sum, the dollars."""

    what: str
    sums: str
    dollars: str


def costs(per_second: float) -> list[Cost]:
    """Return the costs of a month; an instance answered `per_second` requests at the benchmark."""
    return [_idle(), *_million(), _answers(), _most(), _machine(), _requests_alone(per_second)]


def _idle() -> Cost:
    image = f"{IMAGE_GB:g} GB x ${REGISTRY_GB:.2f} = ${IMAGE_GB * REGISTRY_GB:.2f} an image"
    what = f"idle: no instance runs, images are within the free {FREE_REGISTRY_GB:g} GB"
    return Cost(what, f"past the free part: {image}", "0")


def _million() -> list[Cost]:
    """A million predictions: one a request, with the free part and without it, and in batches."""
    cpu, memory = MILLION * BILLED_STEP * CPUS, MILLION * BILLED_STEP * GIB
    used = (
        f"{MILLION:,} x {BILLED_STEP:g} s x {CPUS} vCPU = {cpu:,.0f} vCPU-s,"
        f" x {GIB:g} GiB = {memory:,.0f} GiB-s"
    )
    sums = f"{cpu:,.0f} x {CPU_RATE} + {memory:,.0f} x {GIB_RATE} + ${MILLION_REQUESTS:.2f}"
    paid = _sum_of_cents(cpu * CPU_SECOND, memory * GIB_SECOND, MILLION_REQUESTS)
    is_free = cpu <= FREE_CPU_SECONDS and memory <= FREE_GIB_SECONDS and FREE_MILLION_REQUESTS >= 1
    alone = "0" if is_free else f"{paid:.0f}"
    requests, batched = MILLION // BATCH, paid / BATCH
    return [
        Cost("1 million predictions, one a request, each alone", used, alone),
        Cost("the same without a free part", sums, f"{paid}"),
        Cost(
            f"the same as {requests:,} requests of {BATCH:,} flights",
            f"{requests:,} x {BILLED_STEP:g} s",
            "< 0.01" if batched < Decimal("0.01") else f"{batched:.2f}",
        ),
    ]


def _answers() -> Cost:
    sent = MILLION * ANSWER_KB * 1e3 / 1e9
    sums = f"1 million x {ANSWER_KB:g} kB = {sent:g} GB, at ${EGRESS_GB:.2f}"
    return Cost("answers sent", sums, f"{sent * EGRESS_GB:.2f}")


def _most() -> Cost:
    """All instances, busy for the whole month: time is capped by their number."""
    dollars = MOST_INSTANCES * MONTH_SECONDS * (CPU_SECOND * CPUS + GIB * GIB_SECOND)
    sums = f"{MOST_INSTANCES} instances x {MONTH_SECONDS:,} s x ({CPU_RATE} + {GIB:g} x {GIB_RATE})"
    return Cost("the most that time can cost", sums, f"{dollars:.0f}")


def _machine() -> Cost:
    sums = (
        f"e2-micro {MONTH_HOURS} h x ${MACHINE_HOUR}, {DISK} GB of disk x ${DISK_GB:g},"
        f" an IPv4 address {MONTH_HOURS} h x ${ADDRESS_HOUR:g}"
    )
    dollars = _sum_of_cents(MONTH_HOURS * MACHINE_HOUR, DISK * DISK_GB, MONTH_HOURS * ADDRESS_HOUR)
    return Cost("the machine", sums, f"{dollars}")


def _requests_alone(per_second: float) -> Cost:
    """Requests are not capped as time is: what all instances would cost for them alone."""
    busy = round(max(per_second, MOST_ANSWERED), -2)
    requests = MOST_INSTANCES * busy * MONTH_SECONDS
    sums = f"{MOST_INSTANCES} x {busy:,.0f} x {MONTH_SECONDS:,} = {requests / 1e9:.0f} billion"
    dollars = requests / MILLION * MILLION_REQUESTS
    return Cost("requests alone, all instances busy", sums, f"{round(dollars, -1):,.0f}")


def _sum_of_cents(*dollars: float) -> Decimal:
    """Add amounts up, each rounded to cents, a half up, as bills are.

    Examples
    --------
    >>> _sum_of_cents(0.125, 0.125)
    Decimal('0.26')
    """
    cent = Decimal("0.01")
    rounded = (Decimal(str(round(one, 6))).quantize(cent, ROUND_HALF_UP) for one in dollars)
    return sum(rounded, Decimal(0))
