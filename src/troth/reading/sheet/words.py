"""Words that name the columns of people's lists, in six languages; the earlier in a line, the more they say."""

from __future__ import annotations

from troth.reading.sheet.fields import Field

_SIGNS = {
    Field.PARTNER: """vendor|supplier|partner|vendor name|supplier name|leverancier|lieferant|fournisseur
        |proveedor|仕入先|取引先|納入業者|ベンダー|promiser|performer|customer|client|klant|kunde|cliente
        |顧客|partnername|company|kreditor|creditor|firma|bedrijf|empresa|entreprise|société|contractor
        |debiteur|opdrachtgever|auftraggeber""",
    Field.WHAT: """item description|description|what|title|promise|deliverable|omschrijving|beschrijving
        |bezeichnung|beschreibung|désignation|description article|descripción|品名|品目|内容|product name
        |product|article|artikel|item|material|task|wat|was|quoi|qué|subject|onderwerp|artículo|commitment
        |toezegging|zusage|件名|service|goods""",
    Field.MADE: """made on|made|ordered on|order date|po sent to vendor|po date|besteldatum|bestelldatum
        |auftragsdatum|date de commande|fecha de pedido|fecha pedido|注文日|発注日|受注日
        |purchase order date|ordered|date ordered|order placed|sent to vendor|order sent|agreed on
        |opdrachtdatum|commandé le|bestellt am|besteld op|created|aangemaakt|quote date|placed on
        |first sent|promise date made|issued""",
    Field.PROMISED: """promised for|promised date|promised|promise date|confirmed delivery
        |scheduled delivery|scheduled|due date|due|deadline|committed date|commit date|agreed date
        |expected delivery|liefertermin|bestätigter termin|zugesagt|wunschtermin|toegezegd|beloofd
        |leverdatum bevestigd|bevestigde leverdatum|date promise|date prévue|livraison prévue|échéance
        |fecha prometida|fecha prevista|fecha comprometida|fecha de entrega prevista|納期|約束日|期日
        |予定日|expected|eta|planned|target date|geplande leverdatum|termin|vervaldatum|fällig|fällig am
        |required by|delivery date|leverdatum|lieferdatum|date de livraison|fecha de entrega
        |wished delivery|requested date""",
    Field.DELIVERED: """delivered on|delivered|actual delivery|received|received on|delivery actual
        |receipt date|goods receipt|geliefert|geliefert am|wareneingang|eingangsdatum|erhalten|geleverd
        |geleverd op|ontvangen|ontvangstdatum|livré|livré le|reçu|reçu le|date de réception
        |livraison réelle|entregado|fecha real|recibido|fecha de recepción|納品日|納入日|受領日|入荷日
        |完了日|completed|done|actual date|date done|finished|arrived|klaar|erledigt|delivery date
        |leverdatum|lieferdatum|actual""",
    Field.VALUE: """line value|line item value|stake|value|total value|amount|net amount|order value
        |waarde|bedrag|wert|betrag|auftragswert|bestellwert|valeur|montant|valor|importe|monto|金額|価格
        |合計|total|price|belang|priority|prioriteit|priorität|重要度|cost""",
    Field.AREA: """area|area of work|product group|category|warengruppe|productgroep|categorie|kategorie
        |catégorie|categoría|bereich|gebied|domaine|groupe de produits|grupo de productos|área|分野|分類
        |カテゴリ|department|afdeling|abteilung|type|project|team|family|segment|sparte|commodity|group
        |business unit""",
    Field.PERSON: """promised by|person|owner|responsible|contact person|contact|account manager|assignee
        |assigned to|contactpersoon|verantwoordelijke|eigenaar|ansprechpartner|zuständig|verantwortlich
        |responsable|interlocuteur|contacto|担当者|担当|buyer|inkoper|einkäufer|acheteur|comprador
        |sales rep|name""",
    Field.DIRECTION: """direction|richting|richtung|sens|sentido|dirección|方向|in/out|inbound/outbound
        |who promised whom|promised to|incoming/outgoing|we or they""",
    Field.REFERENCE: """asn/dn|asn|delivery note|delivery number|shipment|shipment number|reference|ref
        |leveringsbon|pakbon|lieferschein|lieferschein nr|lieferscheinnummer|bon de livraison|albarán
        |納品書番号|送り状番号|伝票番号|order number|order no|order nr|purchase order|po number|po
        |bestelnummer|ordernummer|bestellnummer|bestellung|auftragsnummer|auftrag|n° de commande|commande
        |numéro|pedido|número de pedido|注文番号|発注番号|so|id|number|nummer|nr|no|key|ticket|issue
        |contract""",
}
SIGNS = {each: tuple(word.strip().casefold() for word in line.split("|")) for each, line in _SIGNS.items()}

DELIVERY_WORDS = SIGNS[Field.REFERENCE][: SIGNS[Field.REFERENCE].index("order number")]
"""The reference words that name one delivery rather than an order or a line."""

OUR_PROMISE_HEADINGS = (
    "auftraggeber",
    "beneficiary",
    "client",
    "cliente",
    "customer",
    "debiteur",
    "klant",
    "kunde",
    "opdrachtgever",
    "顧客",
)
"""Headings under which the partner is the one to whom was promised."""

_AGAINST = {
    Field.DELIVERED: "recorded scheduled promised confirmed expected note invoice requested wished planned",
    Field.PROMISED: "actual received delivered recorded original",
    Field.MADE: "delivery modified changed updated scheduled",
    Field.VALUE: "unit insurance freight pack tax per",
    Field.WHAT: "group code number id type value quantity price",
    Field.PARTNER: "term code number id date vat address city",
    Field.AREA: "test cost",
    Field.PERSON: "vendor supplier partner product item company file",
}
AGAINST = {each: tuple(line.split()) for each, line in _AGAINST.items()}
"""Words in a heading that speak against a field."""

INWARD_WORDS = """
in inbound incoming inkomend inkoop eingehend einkauf entrant achat entrada compra purchase they supplier
入荷 購入
"""
OUTWARD_WORDS = """
out outbound outgoing uitgaand verkoop ausgehend verkauf sortant vente salida venta sales we us customer
出荷 販売
"""
"""Words of a direction column that say who promised: them to us, us to them."""
