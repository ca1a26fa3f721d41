"""Ways in which what comes first, or who does it, becomes something else."""

from __future__ import annotations

import random
import re

from benchmarks.planting_ways import Pair, Way, clauses, two_of

TEMPORAL = re.compile(
    r"\b(before|after)\b (?=(?:the|we|they|you|he|she|it|that|this|our|each|every|your|a|I|lunch|\w+ing)\b)"
    r"(?!(?:the|that|this|a|our) \w+ing\b)(?!that\.)(?!all\b)(?!us\b)"
)
ROLES = ("project manager", "marketing expert", "industrial designer", "user interface designer")
ROLE = re.compile(rf"\b({'|'.join(ROLES)})\b", re.IGNORECASE)


def before_in_the_sentence(sentence: str, rng: random.Random) -> str | None:
    hit = TEMPORAL.search(sentence)
    if hit is None:
        return None
    other = "after" if hit[1] == "before" else "before"
    return sentence[: hit.start()] + other + sentence[hit.end(1) :]


def role_in_the_sentence(sentence: str, rng: random.Random) -> str | None:
    hits = list(ROLE.finditer(sentence))
    if not hits:
        return None
    named = {hit[1].lower() for hit in hits}
    other = rng.choice([role for role in ROLES if role not in named] or [""])
    if not other:
        return None
    hit = hits[0]
    other = other.title() if hit[1].split()[-1][0].isupper() else other
    return sentence[: hit.start()] + other + sentence[hit.end() :]


def roles_swapped(sentence: str, rng: random.Random) -> str | None:
    hits = list(ROLE.finditer(sentence))
    if len(hits) != 2 or hits[0][1].lower() == hits[1][1].lower():
        return None
    if re.fullmatch(r" and (?:the )?", sentence[hits[0].end() : hits[1].start()]):
        return None
    first, second = hits
    return (
        sentence[: first.start()]
        + second[1]
        + sentence[first.end() : second.start()]
        + first[1]
        + sentence[second.end() :]
    )


FIRMS = ("Veldsen", "Kaido", "Norrberg", "Tamarind", "Oakline")
PEOPLE = ("Anna", "Ravi", "Marta", "Jonas", "Mei", "Tom")
FIRMS_DO = (
    "delivers the sensors to", "invoices", "trains the staff of", "buys the housings from", "pays the licence fee to",
    "owes a reply to", "inspects the plant of", "leases the trucks to",
)  # fmt: skip
PEOPLE_DO = (
    "will call", "sends the list to", "checks the figures of", "takes over from", "reports to", "showed the draft to",
    "will hand the keys to",
)  # fmt: skip


def firms_swapped(rng: random.Random) -> Pair:
    first, second = rng.sample(FIRMS, 2)
    verb = rng.choice(FIRMS_DO)
    return f"{first} {verb} {second}", f"{second} {verb} {first}"


def people_swapped(rng: random.Random) -> Pair:
    first, second = rng.sample(PEOPLE, 2)
    verb = rng.choice(PEOPLE_DO)
    return f"{first} {verb} {second}", f"{second} {verb} {first}"


ORDER = (
    Way("order", "before and after in the sentence", within=before_in_the_sentence),
    clauses(
        "order",
        "before and after",
        """
        we pay [before|after] the goods leave the port
        you test the samples [before|after] we order the tools
        the press release goes out [before|after] the contract is signed
        the fitters come [before|after] the floor is laid
        our lawyers look at it [before|after] the board does
        the old line is switched off [before|after] the new one runs""",
    ),
    clauses(
        "order",
        "first and then",
        """
        first [we send the drawings and then you sign the order|you sign the order and then we send the drawings]
        first [the samples are tested and then the tools are paid|the tools are paid and then the samples are tested]
        [the floor is laid first, then the press is moved|the press is moved first, then the floor is laid]
        we first [hire the crew and then rent the hall|rent the hall and then hire the crew]
        they first [inform the staff and then the press|inform the press and then the staff]""",
    ),
    clauses(
        "order",
        "once",
        """
        once [the permit is here, the order goes out|the order is out, the permit will be here]
        as soon as [you approve the sample, we book the ship|we book the ship, you approve the sample]
        once [the deposit is paid, the tool is cut|the tool is cut, the deposit is paid]
        as soon as [the audit is over, the contract is signed|the contract is signed, the audit is over]
        once [the line stands still, the fitters come in|the fitters come in, the line stands still]""",
    ),
    clauses(
        "order",
        "prior to and following",
        """
        the price is fixed [prior to|following] the visit
        your people get access [prior to|following] the training
        the crates are sealed [prior to|following] the inspection
        we change the oil [prior to|following] each run
        the staff is told [ahead of|in the wake of] the announcement""",
    ),
    clauses(
        "order",
        "only then",
        """
        [the bank confirms and only then do we ship|we ship and only then does the bank confirm]
        [the test is passed and only then is the rest paid|the rest is paid and only then is the test held]
        [you sign the design and only then does the mill start|the mill starts and only then do you sign the design]
        [legal reads the draft and only then does the board|the board reads the draft and only then does legal]""",
    ),
    clauses(
        "order",
        "until and as of",
        """
        we hold the payment [until|from the moment] the parts arrive
        you keep the old system [until|from the moment] the new one has been tested
        the guarantee holds [until|as of] the handover
        the hall stays locked [until|as of] the inspection
        the discount counts [until|as of] the second order""",
    ),
    clauses(
        "order",
        "comes earlier or later than",
        """
        the inspection is [earlier|later] than the payment
        the training takes place [sooner|later] than the handover
        the audit of your plant comes [earlier|later] than ours
        the lab sees the parts [sooner|later] than the customer does""",
    ),
    clauses(
        "order",
        "followed by and preceded by",
        """
        the test run is [followed|preceded] by a safety check
        the handover is [followed|preceded] by a week of training
        the visit is [followed|preceded] by a call with the bank
        each delivery is [followed|preceded] by a written notice""",
    ),
    clauses(
        "order",
        "starts with and ends with",
        """
        the day [starts|ends] with the tour of the plant
        the project [begins|closes] with a workshop at your site
        the trial [opens|closes] with the drop test
        the list [starts|ends] with the open claims""",
    ),
    clauses(
        "order",
        "previous and next",
        """
        the fault was found in the [previous|next] step
        the cost belongs to the [preceding|following] phase
        the claim comes from the [previous|next] run of the machine
        the lot went to the [last|next] customer on the list""",
    ),
    clauses(
        "order",
        "in advance and afterwards",
        """
        you pay for the tools [in advance|afterwards]
        the customs papers are filed [beforehand|afterwards]
        the rent is due [in advance|in arrears]
        the guests were told [beforehand|later on]""",
    ),
    clauses(
        "order",
        "while and after",
        """
        the staff is trained [while|after] the line is built
        we test the software [while|after] you move the data
        the price is checked [during|after] the trial
        the doors stay shut [during|after] the count""",
    ),
    clauses(
        "order",
        "the other way round in a list of steps",
        """
        the order of the work is [cutting, welding, painting|welding, cutting, painting]
        the draft goes to [legal, then finance, then the board|finance, then legal, then the board]
        the parts pass [the lab, then the store, then the line|the store, then the lab, then the line]
        the rollout goes from [Spain to Italy to Greece|Italy to Spain to Greece]""",
    ),
)

GENERAL = """
    <> bears the cost of the return freight
    <> signs the delivery note
    <> decides on the colour
    <> has to tell the authorities
    <> takes the risk on the way to the port
    the tools belong to <>
    the test is run by <>
    the claim was raised by <>"""

WHO = (
    Way("who", "a role of the sentence", within=role_in_the_sentence),
    Way("who", "two roles of the sentence swapped", within=roles_swapped),
    clauses(
        "who",
        "two firms swapped",
        """
        <>
        from June on <>
        as agreed, <>
        under the new contract <>""",
        firms_swapped,
    ),
    clauses(
        "who",
        "two people swapped",
        """
        <>
        for the time being <>
        as far as I know <>
        by the rules <>""",
        people_swapped,
    ),
    clauses(
        "who",
        "another person",
        """
        <> will send the minutes
        <> is the one to call about the claim
        the lab work is done by <>
        the board has asked <> to lead the project
        <> promised to look for a second source""",
        two_of(*PEOPLE),
    ),
    clauses("who", "customer and supplier", GENERAL, two_of("the supplier", "the customer", "the carrier")),
    clauses(
        "who",
        "department",
        GENERAL,
        two_of(
            "the finance department",
            "the legal department",
            "the sales team",
            "the plant manager",
            "the purchasing team",
        ),
    ),
    clauses("who", "firm", GENERAL, two_of(*FIRMS)),
    clauses(
        "who",
        "giving and taking",
        """
        they [lend the moulds to|borrow the moulds from] Oakline
        our sister company [sells to|buys from] Norrberg
        the agent [rents the hall to|rents the hall from] the port
        the bank [owes money to|is owed money by] the mill
        Kaido [licenses the patent to|licenses the patent from] Tamarind""",
    ),
    clauses(
        "who",
        "active made passive with the same subject",
        """
        Norrberg [audited|was audited by] Kaido
        the mill [informed|was informed by] the bank
        the customer [has paid|has been paid by] the insurer
        Marta [replaces|is replaced by] Jonas
        the agent [called|was called by] the customs office""",
    ),
    clauses(
        "who",
        "they in place of us",
        """
        [they|we] pay for the new tools
        [they|we] keep the keys to the yard
        [their|our] lawyers write the draft
        the patent is [theirs|ours]
        the choice of the site is up to [them|us]""",
    ),
    clauses(
        "who",
        "we and you",
        """
        [we|you] pay the freight
        [we|you] carry the risk from the port on
        [we|you] tell the authorities
        [I|you] draw up the list of open points
        [we|you] provide the fitters""",
        told=True,
    ),
    clauses(
        "who",
        "ours and yours",
        """
        the tools stay [our|your] property
        the tests take place in [our|your] lab
        [our|your] lawyers write the first draft
        the fault was found by [our|your] people
        the costs of the visit are on [our|your] side""",
        told=True,
    ),
    clauses(
        "who",
        "we to you, you to us",
        """
        [we send you|you send us] the figures each month
        [we will train your|you will train our] staff
        [we owe you|you owe us] an answer
        [I will call you|you will call me] about the audit
        [we lend you|you lend us] the moulds for the trial
        [we let you|you let us] know about any change""",
        told=True,
    ),
)
