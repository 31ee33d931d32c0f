/** The gist of a refusal in German, Italian, French, Spanish, Portuguese, Dutch and Polish: of what it speaks, and what it says of that. */
import type { CauseId } from "../causes.ts";

/** What is complained of, by stems. */
export const complaintTongues = {
  unknown:
    /\bnicht (?:mehr )?(?:bekannt|gefunden|vorhanden|registriert|existier|auffindbar|hinterlegt)|unbekannt|existiert nicht|\bniemand|gibt es (?:hier |bei uns )?(?:nicht|kein)|\bnon (?:è |e' )?(?:trovat|esist|present|riconosciut|risult|registrat)|inesistent|sconosciut|\bnessun|inconnu|introuvable|n'existe|\baucune?\b|\bpas (?:connu|trouvé|enregistré|attribué)|desconocid|\bno (?:existe|encontrad|registrad|figura|se encuentra|está registrad)|\bning[uú]n|onbekend|\bniet (?:bekend|gevonden|bestaand)|bestaat niet|\bniet voor\b|não (?:existe|encontrad|foi encontrad|consta|cadastrad)|desconhecid|\bnenhum|\bnie (?:istnieje|znaleziono|figuruje)|nieznan/,
  full: /\bvoll\b|überfüllt|ausgeschöpft|ausgeschoepft|überschritten|erschöpft|kein(?:en)? (?:platz|speicher)|\bpien[oa]\b|esaurit|\bpleine?\b|remplie?\b|saturée?|dépassée?|\bllen[oa]\b|agotad|excedid|sin espacio|\bvol\b|\bchei[oa]\b|lotad[oa]|esgotad|\bpełn|przepełn|przepeln|przekrocz|zaj[eę][lł]|brak miejsca/,
  ended:
    /deaktiviert|stillgelegt|abgelaufen|gekündigt|geschlossen|gelöscht|inaktiv|gesperrt|sospes|disattivat|disabilitat|\bchius[ao]|scadut|cessat|suspendu|désactivé|fermée?\b|expirée?\b|résilié|suspendid|desactivad|cerrad[ao]|caducad|de baja\b|geblokkeerd|uitgeschakeld|opgeheven|gesloten|verlopen|opgezegd|desativad|encerrad|suspens[ao]\b|cancelad|zablokowan|zawieszon|wyłączon|zamkni[eę]t|wygas/,
  unwanted:
    /nicht (?:erlaubt|akzeptiert|angenommen|zugelassen|gestattet|erwünscht|zulässig)|abgelehnt|abgewiesen|verboten|blockiert|verweigert|zurückgewiesen|\bnon (?:si )?(?:sono )?(?:accett|ammess|ammett|consentit|permess|gradit|autorizzat)|rifiutat|respint|vietat|bloccat|\bpas (?:autoris|admis|accept|permis)|refus|interdit|bloquée?\b|rejetée?|\bno (?:se )?(?:permit|acept|admit|autoriz)|rechazad|prohibid|denegad|niet (?:toegestaan|geaccepteerd|gewenst)|geweigerd|verboden|não (?:são |é )?(?:permit|aceit|autoriz)|recusad|rejeitad|proibid|bloquead|odrzuc|niedozwolon|zabronion|\bnie (?:przyjm|akcept|zezwal)/,
  many: /\bzu (?:viele?|schnell|oft)\b|gleichzeitig|\btropp[ie]\b|\btroppo (?:veloc|spess|in fretta)|contemporane|\btrop (?:de|vite|souvent)\b|simultané|demasiad[oa]s|simultáne|\bte (?:veel|snel|vaak)\b|gelijktijdig|\bmuit[oa]s\b|simultâne|\bzbyt (?:wiele|szybko|często)|\bza (?:dużo|szybko)|jednoczesn/,
  members:
    /\bnur (?:für|von|post|mails?|interne|mitglieder|kollegen|angemeldete)\b|\b(?:solo|soltanto|esclusivamente)\b|uniquement|seulement|réservée?s?\b|riservat[ao]|reservad[ao]|\b(?:sólo|solamente)\b|\balleen\b|voorbehouden|\b(?:apenas|somente)\b|\btylko\b/,
  spammy:
    /\bspam|werbung|unerwünscht|missbrauch|pubblicit|indesiderat|publicité|indésirable|pourriel|publicidad|no desead|não (?:solicitad|desejad)|ongewenst|reklam|niechcian/,
  big: /\bzu (?:groß|gross)\b|größer|groesser|grösser|troppo grand|più grande|\btrop (?:gros|grand|volumin|lourd)|plus (?:gros|grand|lourd)|pesa más|(?:demasiado|más) grande|te groot|\bgroter\b|(?:muito|mais) grande|maior (?:que|do)|(?:zbyt|za) duż|większ/,
  busy: /\bspäter\b|überlastet|wartung|vorübergehend|più tardi|temporane|manutenzione|sovraccaric|plus tard|temporair|surchargé|más tarde|temporalmente|mantenimiento|tijdelijk|onderhoud|mais tarde|temporariamente|manutenção|później|chwilowo|tymczasowo/,
  elsewhere:
    /nicht (?:hier )?(?:gehostet|zuständig|betreut|bedient)|\bnon (?:è )?(?:ospitat|gestit|servit)|\bpas (?:hébergé|géré|desservi)|\bno (?:está )?(?:alojad|gestionad|atendid)|niet (?:gehost|beheerd)|não (?:é )?(?:hospedad|atendid)|\bnie (?:jest )?obsługiwan/,
} as const satisfies Readonly<Record<string, RegExp>>;

interface Thing {
  readonly words: RegExp;
  readonly causes: Readonly<Partial<Record<keyof typeof complaintTongues, CauseId>>>;
}

/** What is spoken of; of two that stand equally near the first speaks. */
export const thingTongues: readonly Thing[] = [
  {
    words:
      /\banh[aä]ng|\banlagen?\b|\bdatei(?:en|typ)?|\barchive?\b|allegat[oi]|pièces? jointes?|\bfichiers?\b|\badjunt|\barchivos?\b|\bbijlagen?\b|\bbestanden\b|\banexos?\b|\bficheiros?\b|\barquivos?\b|załącznik|zalacznik|\bplik/,
    causes: { unwanted: "eod.attachment", spammy: "eod.attachment", big: "eod.attachment" },
  },
  {
    words: /absender|mittent[ei]|expéditeur|\bremitente|\bremetente|\bafzender|\bnadawc/,
    causes: {
      unknown: "mail.sender-domain-unresolvable",
      unwanted: "mail.sender-blocked",
      spammy: "mail.sender-blocked",
      ended: "mail.sender-blocked",
    },
  },
  {
    words:
      /verteiler|mailingliste|verteilerliste|\bgruppe\b|liste de diffusion|\bgroupe\b|lista di distribuzione|\bgruppo\b|lista de (?:distribución|distribuição|correos?)|\bgrupo\b|mailinglijst|verzendlijst|\bgroep\b|list[ay] dyskusyjn|\bgrupa\b/,
    causes: { members: "rcpt.restricted", unwanted: "rcpt.restricted" },
  },
  {
    words:
      /empf(?:ä|ae)nger|\bpostf(?:a|ä)ch|\bbenutzer|\bkonto\b|\badressat|\badresse\b|\baccount\b|\bcasella\b|destinatari[oa]|\butent[ei]\b|\bindirizz[oi]\b|boîte|\bdestinataire|\butilisateur|\bcompte\b|\bbuz[oó]n\b|\busuario\b|\bcuenta\b|\bdirección\b|\bpostvak\b|\bpostbus\b|\bgebruiker|\bontvanger|geadresseerde|\bcaixa\b|\butilizador|\busuário|\bconta\b|\bendereço|skrzynk|\bodbiorc|\badresat|\bu[zż]ytkownik/,
    causes: {
      unknown: "rcpt.user-unknown",
      full: "rcpt.quota",
      ended: "rcpt.disabled",
      unwanted: "rcpt.restricted",
      members: "rcpt.restricted",
    },
  },
  {
    words:
      /\bverbindung(?:en)?\b|\bsitzung(?:en)?\b|\bconnession[ei]|\bconnexions?\b|\bconexi[oó]n|\bcone(?:xão|xões)|\bverbinding|po[łl][aą]cze[nń]/,
    causes: { many: "connect.too-many", unwanted: "greeting.reputation", busy: "greeting.busy" },
  },
  {
    words: /\bdom(?:ain|äne|aine|inio|ínio|ein|en[aąyę])\b/,
    causes: { unknown: "dns.nxdomain", unwanted: "rcpt.relay-denied", elsewhere: "rcpt.relay-denied" },
  },
  {
    words: /\brechner|\bserver\b|\bserveur\b|\bservidor\b|\bserwer|\bip\b|\bsistema\b|\bsystème\b/,
    causes: { spammy: "greeting.reputation", unwanted: "greeting.reputation", busy: "greeting.busy" },
  },
  {
    words:
      /\bnachricht(?:en)?\b|\be-?mails?\b|\bmails?\b|\bmessagg[io]|\bmessages?\b|\bcourriels?\b|\bmensajes?\b|\bcorreos?\b|\bbericht(?:en)?\b|\bmensage(?:m|ns)\b|\bwiadomo|\binhalt|\bcontenut[oi]|\bcontenus?\b|\bcontenidos?\b|\binhoud|\bconteúdos?|\btreś/,
    causes: {
      spammy: "eod.spam",
      big: "mail.size-declared",
      many: "mail.rate-limit",
      unwanted: "eod.content-rule",
      busy: "eod.tempfail",
    },
  },
];

/** Words that stand in these languages only, or letters that English has not. */
export const isForeign = (text: string): boolean =>
  /[À-ÖØ-öø-ž]|\b(?:ist|nicht|sie|ihr(?:e[mnrs]?)?|diese[mnrs]?|wird|wurde|keine?n?|non|d[ei]ll[ao]|quest[oa]|nostr[oai]|les|vous|votre|n'est|pas|esta|nuestr[oa]|los|del|niet|geen|uw|een|het|bij|seu|sua|nie|jest|przez|fue|foi|para|und|oder|wurden|sind|sono|degli|nel|dans|avec|voor|dla|przy)\b/i.test(
    text,
  );
