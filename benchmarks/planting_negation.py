"""Ways in which a negation is lost or comes in."""

from __future__ import annotations

import random
import re

from benchmarks.planting_ways import Way, clauses

AUXILIARY = re.compile(
    r"\b(can|could|will|would|should|must|is|are|was|were)\b(?! (?:not|n't|never|no|hardly|there|of course)\b)"
)
CONTRACTED = {
    "can": "can't", "could": "couldn't", "will": "won't", "would": "wouldn't", "should": "shouldn't",
    "is": "isn't", "are": "aren't", "was": "wasn't", "were": "weren't", "must": "mustn't",
    "do": "don't", "does": "doesn't", "did": "didn't", "have": "haven't", "has": "hasn't",
}  # fmt: skip
WHOLE = {negated: plain for plain, negated in CONTRACTED.items()}
NEGATED = re.compile(
    r"\b(?:not|no|never|nothing|nobody|none|neither|nor|cannot|without|hardly|any|either|unless|only|\w+n't)\b",
    re.IGNORECASE,
)


def free_of_negation(sentence: str) -> bool:
    return not NEGATED.search(sentence)


def not_put_in(sentence: str, rng: random.Random) -> str | None:
    if not free_of_negation(sentence):
        return None
    changed, count = AUXILIARY.subn(r"\1 not", sentence, count=1)
    return changed.replace("can not", "cannot") if count else None


def contraction_put_in(sentence: str, rng: random.Random) -> str | None:
    if not free_of_negation(sentence):
        return None
    changed, count = AUXILIARY.subn(lambda hit: CONTRACTED[hit[1]], sentence, count=1)
    return changed if count else None


def not_taken_out(sentence: str, rng: random.Random) -> str | None:
    if len(NEGATED.findall(sentence)) != 1:
        return None
    changed, count = re.subn(
        r"\b(is|are|was|were|will|would|should|could|can|must|'re|'s|'m|'ll) not (?!only|just|sure if)",
        r"\1 ",
        sentence,
    )
    if not count:
        changed, count = re.subn(r"\bcannot\b", "can", sentence)
    return changed if count == 1 else None


def contraction_taken_out(sentence: str, rng: random.Random) -> str | None:
    if len(NEGATED.findall(sentence)) != 1:
        return None
    hit = re.search(
        r"\b(?:can't|won't|couldn't|wouldn't|shouldn't|isn't|aren't|wasn't|weren't|haven't|hasn't)\b",
        sentence,
    )
    if hit is None:
        return None
    return sentence[: hit.start()] + WHOLE[hit[0]] + sentence[hit.end() :]


def do_not_taken_out(sentence: str, rng: random.Random) -> str | None:
    if len(NEGATED.findall(sentence)) != 1:
        return None
    changed, count = re.subn(
        r"\b(I|we|you|they|We|You|They) don't (?!know\b|think\b|mind\b|care\b|really\b)", r"\1 ", sentence
    )
    return changed if count == 1 else None


def never_put_in(sentence: str, rng: random.Random) -> str | None:
    if not free_of_negation(sentence):
        return None
    changed, count = re.subn(
        r"\b(will|would|could|should|can|always)\b(?= \w)(?! be able)", r"\1 never", sentence, count=1
    )
    return changed.replace("always never", "never") if count else None


def there_is_no(sentence: str, rng: random.Random) -> str | None:
    if not free_of_negation(sentence):
        return None
    changed, count = re.subn(
        r"^(There(?: is| was|'s| will be| are| were)) (?:an?|some|any) (?!lot|few|bit|number|lack|couple|point|little)",
        r"\1 no ",
        sentence,
    )
    return changed if count else None


WITHIN = {
    "not put after an auxiliary of the sentence": not_put_in,
    "n't put on an auxiliary of the sentence": contraction_put_in,
    "the sentence's not left out": not_taken_out,
    "the sentence's n't left out": contraction_taken_out,
    "the sentence's don't left out": do_not_taken_out,
    "never put into the sentence": never_put_in,
    "there is, made there is no": there_is_no,
}

NEGATION = tuple(Way("negation", name, within=within) for name, within in WITHIN.items()) + (
    clauses(
        "negation",
        "will not",
        """
        the price [will|will not] stay the same until the summer
        we [will|will not] take over the packing ourselves
        their bank [will|will not] give a guarantee for the deposit
        the old drawings [will|will not] be valid after the change
        you [will|will not] be charged for the second visit""",
    ),
    clauses(
        "negation",
        "modal with n't",
        """
        we [can|can't] deliver the housings in one lot
        you [should|shouldn't] send the samples to the lab straight away
        they [could|couldn't] start the line with the parts they had
        our people [would|wouldn't] need access to your system
        the container [can|can't] leave the port as it is""",
    ),
    clauses(
        "negation",
        "verb with doesn't",
        """
        the price [includes|doesn't include] transport
        the contract [covers|doesn't cover] damage on the way
        our warranty [applies|doesn't apply] to the used machines
        the new version [needs|doesn't need] another test
        the delay [affects|doesn't affect] the second site""",
    ),
    clauses(
        "negation",
        "verb with do not",
        """
        we [agree|do not agree] with the last three lines of the report
        the drivers [have|do not have] a key to the yard
        your inspectors [need|do not need] an appointment
        we [expect|do not expect] a rise in the freight rates
        they [work|do not work] on public holidays""",
    ),
    clauses(
        "negation",
        "has not",
        """
        the second lot [has|hasn't] passed the test
        we [have|have not] signed the annex
        the customs office [has|has not] released the goods
        your invoice [has|hasn't] reached our accounts department
        they [had|hadn't] told us about the change of supplier""",
    ),
    clauses(
        "negation",
        "never",
        """
        we [have|have never] shipped on open account
        they [always|never] pay within the term
        the sensor [always|never] reports a fault on its own
        our auditors [always|never] look at the sub-suppliers
        we [promised|never promised] a fixed rate for the whole year""",
    ),
    clauses(
        "negation",
        "no longer",
        """
        the discount [still|no longer] applies
        that factory [still|no longer] makes the small size
        we [still|no longer] keep spare parts for the old model
        Ravi is [still|no longer] in charge of the tests
        the certificate is [still|no longer] valid""",
    ),
    clauses(
        "negation",
        "without and with",
        """
        the machine comes [with|without] a power supply
        you may publish the figures [with|without] our consent
        the goods travel [with|without] insurance
        they began the work [with|without] a written order
        the report goes out [with|without] the annex""",
    ),
    clauses(
        "negation",
        "nobody",
        """
        [somebody|nobody] on our side has checked the figures
        [everybody|nobody] at the plant has been trained on the new press
        [everyone|no one] in the group was in favour of the second supplier
        [someone|nobody] told the carrier about the new address
        [everyone|no one] has access to the shared folder""",
    ),
    clauses(
        "negation",
        "nothing",
        """
        [everything|nothing] in the annex is binding
        [something|nothing] was said about the tooling costs
        the audit found [something|nothing] that worries us
        they have changed [everything|nothing] in the specification
        there is [something|nothing] left to clear up before we sign""",
    ),
    clauses(
        "negation",
        "fails to",
        """
        the new firmware [meets|fails to meet] the norm
        the draft [mentions|fails to mention] the penalty
        the seal [holds|fails to hold] the pressure
        their quote [covers|fails to cover] the installation
        the line [reaches|fails to reach] the agreed speed""",
    ),
    clauses(
        "negation",
        "refuses to",
        """
        the carrier [agrees|refuses] to take the pallets back
        their lawyer [is willing|refuses] to accept the clause
        the plant manager [wants|refuses] to run a night shift
        the customer [agreed|refused] to sign the delivery note
        our insurer [offered|declined] to pay for the damage""",
    ),
    clauses(
        "negation",
        "unless and if",
        """
        we go ahead [if|unless] the audit finds something
        the order stands [if|unless] you hear from us
        you pay the second half [if|unless] the test fails
        the price goes up [if|unless] the volume grows
        we will extend the contract [if|unless] the board objects""",
    ),
    clauses(
        "negation",
        "hardly",
        """
        the change [greatly|hardly] affects the budget
        we have [often|hardly ever] had trouble with that supplier
        there is [plenty of|hardly any] stock left
        the users [clearly|hardly] noticed the difference
        your order will [strongly|hardly] change our planning""",
    ),
    clauses(
        "negation",
        "there is no",
        """
        there is [a|no] second source for the chip
        there was [a|no] reason given for the delay
        there are [some|no] open points on the list
        there will be [an|no] extra charge for the rush order
        there has been [some|no] damage to the packaging""",
    ),
    clauses(
        "negation",
        "neither and both",
        """
        [both|neither] of the sites can take the extra load
        we accept [both|neither] of the offers
        [both|neither] of the samples passed the drop test
        I spoke to [both|neither] of the owners
        [both|neither] of us [have|has] the right to stop the trial""",
    ),
    clauses(
        "negation",
        "stopped",
        """
        they have [started|stopped] making the large size
        we [kept|stopped] buying from the old mill
        the lab [continued|stopped] reporting the weekly figures
        our agent [went on|stopped] looking for a second warehouse
        you can [start|stop] sending us the daily list""",
    ),
    clauses(
        "negation",
        "not yet and already",
        """
        the permit is [already|not yet] here
        the moulds are [already|not yet] paid for
        your sample has [already|not yet] been tested
        the board has [already|not yet] agreed to the plan
        we have [already|not yet] told the press""",
    ),
    clauses(
        "negation",
        "neither nor",
        """
        the offer covers [both|neither] the labour [and|nor] the parts
        [both|neither] the drawing [and|nor] the sample [were|was] approved
        we need [both|neither] a licence [and|nor] a permit for it
        the delay is [both|neither] your fault [and|nor] ours
        they informed [both|neither] the bank [and|nor] the insurer""",
    ),
    clauses(
        "negation",
        "a prefix that negates",
        """
        the new date is [realistic|unrealistic]
        the wording of the clause is [clear|unclear]
        their figures are [complete|incomplete]
        the two systems are [compatible|incompatible]
        the cost of the repair is [acceptable|unacceptable] to us
        it is [possible|impossible] to move the line in one night""",
    ),
    clauses(
        "negation",
        "none and all",
        """
        [all|none] of the parts are in stock
        [all|none] of our drivers have been told
        [most|none] of the complaints came from the new shops
        [some|none] of the money has arrived
        [all|none] of the tests were repeated""",
    ),
    clauses(
        "negation",
        "doubt and belief",
        """
        we [are sure|doubt] that the mill can keep up
        I [believe|doubt] that the price will fall
        the auditors [believe|doubt] that the stock list is right
        we [are confident|are far from confident] that the trial will end in time
        our engineers [think|doubt] that the weld will hold""",
    ),
    clauses(
        "negation",
        "decided against",
        """
        the board decided [on|against] a second line
        we voted [for|against] the extension
        they advised us [to use|against using] the cheaper resin
        the committee spoke out [for|against] the merger
        our team leans [towards|against] a joint brand""",
    ),
    clauses(
        "negation",
        "lack and have",
        """
        they [have|lack] the people for a second shift
        the offer [contains|leaves out] the cost of the tools
        the report [has|lacks] a signature
        your team [has|lacks] the approval it needs
        we [have|are short of] the material for the first run""",
    ),
    clauses(
        "negation",
        "too and enough",
        """
        the cover is [strong enough|too weak] to carry the load
        the margin is [big enough|too small] to absorb the rise
        the notice was [early enough|too late] to change the order
        the room is [large enough|too small] to hold all of us
        the offer came [soon enough|too late] to be considered""",
    ),
    clauses(
        "negation",
        "allowed and forbidden",
        """
        sub-contracting is [allowed|forbidden] under the new terms
        partial deliveries are [permitted|excluded]
        you are [free|not free] to name us as a reference
        the guards will [let|keep] the trucks [in|out] at night
        the licence [allows|rules out] a resale""",
    ),
)
