/** What administrators write into refusals of their own in Italian, German, French and Spanish: asked before the English words, which these borrow. */
import type { CauseId } from "../causes.ts";
import { withoutNames } from "./wording.ts";
import type { WordsRow } from "./words-row.ts";

/** That something is not wanted, said of it. */
const unwanted =
  "(?:non (?:è |e' |sono )?(?:gradit|accettat|ammess|desiderat|autorizzat|permess|consentit)|bloccat|rifiutat|vietat|proibit|respint|nicht (?:erwünscht|erlaubt|akzeptiert|zugelassen|gestattet|angenommen)|gesperrt|blockiert|verboten|abgelehnt|unerwünscht|non (?:autorisée?|admise?|acceptée?)|bloquée?|refusée?|interdite?|indésirable|no (?:permitid|autorizad|desead|admitid|aceptad)|bloquead|rechazad|prohibid)";
/** The box of somebody, or himself. */
const reader =
  "(?:casella|cassetta|utente|destinatari[oa]|indirizzo|postfach|mailbox|benutzer|empfänger|adresse|boîte|destinataire|utilisateur|buzón|destinatario|usuario|dirección)";
const ended =
  "(?:sospes|disattivat|disabilitat|bloccat|scadut|chius[ao]|gesperrt|deaktiviert|stillgelegt|abgelaufen|suspendue?|désactivée?|fermée?|expirée?|suspendid|desactivad|cerrad|caducad)";

const row = (cause: CauseId, text: string, samples: readonly string[]): WordsRow => ({
  cause,
  text: new RegExp(text, "i"),
  samples,
});

/** The first row that fits speaks. Wordings of our own, and of servers whose administrators wrote them. */
export const homeWords: readonly WordsRow[] = [
  // Who sends here as its own user.
  row(
    "submission.sender-not-owned",
    "non (?:può|puo'?|puoi|potete) (?:scrivere|inviare|spedire|usare) (?:come|da |a nome|quest)|darf nicht (?:als|im namen|mit der adresse)|ne (?:peut|pouvez) pas (?:écrire|envoyer|utiliser) (?:comme|au nom|cette)|no puede (?:escribir|enviar|usar) (?:como|en nombre|esta)",
    ["ann@example.com non puo' scrivere come bob@example.com", "ann darf nicht im Namen von bob schreiben"],
  ),
  row(
    "submission.account-blocked",
    `(?:utenza|account|konto|compte|cuenta)\\b.{0,80}(?:bloccat|sospes|disabilitat|gesperrt|bloquée?|suspendu|bloquead|suspendid)\\w{0,3}\\b.{0,60}(?:password|passwort|mot de passe|contraseña|rubat|compromess|invi[io]|missbrauch|versand|abus|envoi|envío)|(?:il tuo|tua|suo|ihr|votre|su) (?:account|utenza|konto|compte|cuenta)\\b.{0,60}(?:bloccat|sospes|gesperrt|bloqué|suspendu|bloquead|suspendid)`,
    ["Utenza ann@example.com bloccata: password rubata", "Ihr Konto wurde gesperrt"],
  ),
  row(
    "submission.auth-required",
    "(?:dopo|prima|serve|occorre|richiest[oa]|necessari[oa]|senza) (?:il |l'|di |un )?(?:login|autentic\\w{1,9}|accesso)|(?:erst|zuerst|bitte|vorher) (?:anmelden|einloggen|authentifizieren)|(?:anmeldung|authentifizierung) (?:ist )?(?:erforderlich|nötig)|authentification (?:est )?(?:requise|nécessaire|obligatoire)|autenticación (?:es )?(?:requerida|necesaria|obligatoria)",
    ["Prima il login, poi la posta", "Anmeldung erforderlich", "Authentification requise"],
  ),
  // How much and how fast, before whose box it is.
  row(
    "mail.rate-limit",
    "tropp[ei] (?:messaggi|e?-?mail|invii|destinatari all'ora)|(?:messaggi|e?-?mail|invii)\\b.{0,40}(?:sono )?troppi|limite (?:orario|giornaliero|di invio|horaire|d'envoi|diario|de envío)|zu viele (?:nachrichten|mails|e-mails)|versandlimit|trop de (?:messages|courriels|mails)|demasiados (?:mensajes|correos)",
    [
      "Piano, piano: 3.0 messaggi in 1h sono troppi",
      "Limite orario superato per ann@example.com",
      "Zu viele Nachrichten von Ihrem Server",
      "Trop de messages en peu de temps",
    ],
  ),
  row(
    "rcpt.greylist",
    "list[ae] grig|graue liste|liste grise|lista gris|primo contatto|erster kontakt|premier contact|primer contacto|riprova\\w{0,3} (?:tra|fra|dopo) \\d|in \\d{1,4} minuten (?:erneut|noch ?mal|wieder)|réessaye[rz] dans \\d|(?:inténtelo|intente) (?:de nuevo )?(?:en|dentro de) \\d",
    ["Lista grigia: primo contatto, riprova tra 5 minuti", "Bitte in 5 Minuten erneut versuchen"],
  ),
  // Who is written to.
  row(
    "rcpt.quota",
    `(?:${reader}|quota|spazio|speicherplatz|espace|espacio)\\b.{0,60}(?:\\bpien[ao]\\b|superat|esaurit|\\bvoll\\b|überschritten|pleine?\\b|saturée?|dépassée?|\\bllen[ao]\\b|excedid|agotad)`,
    ["La casella di bob è piena", "Das Postfach ist voll", "La boîte du destinataire est pleine"],
  ),
  row(
    "rcpt.user-unknown",
    `${reader}\\b.{0,60}(?:inesistente|sconosciut|non (?:esiste|trovat)|unbekannt|existiert nicht|nicht (?:gefunden|vorhanden|bekannt)|inconnue?\\b|n'existe pas|introuvable|desconocid|no existe)|nessun\\w? (?:utente|casella|destinatario|con questo nome)|(?:unbekannter|kein solcher) (?:empfänger|benutzer)|(?:ha lasciato|non fa più parte|non lavora più|non collabora più)\\b|arbeitet nicht mehr|hat (?:uns|das unternehmen|die firma) verlassen|ne travaille plus|a quitté (?:la société|l'entreprise)|ya no trabaja|ju[zż] (?:tu |u nas )?nie pracuje|nie pracuje ju[zż]|werkt (?:hier )?niet meer|zde již nepracuje`,
    [
      "Casella inesistente",
      "Il dottor Neri ha lasciato lo studio",
      "Pracownik juz tu nie pracuje",
      "Empfänger unbekannt",
      "nessuno con questo nome: nessun utente",
    ],
  ),
  row(
    "mail.sender-blocked",
    "(?:destinatari[oa]|empfänger|destinataire)\\b.{0,30}(?:\\bha (?:bloccato|bloqueado)|\\bhat (?:ihre|deine|den absender)\\b.{0,40}(?:blockiert|gesperrt)|\\b(?:vous )?a bloqué)",
    [
      "Il destinatario ha bloccato il tuo indirizzo",
      "Der Empfänger hat Ihre Adresse gesperrt",
      "Le destinataire vous a bloqué",
    ],
  ),
  row(
    "rcpt.disabled",
    `${reader}\\b.{0,80}${ended}|(?:dominio|domäne|domaine)\\b.{0,40}(?:sospes|gesperrt|suspendu|suspendid)`,
    [
      "La casella di bob e' stata sospesa dall'amministratore",
      "Das Postfach wurde stillgelegt",
      "Dominio sospeso per mancato rinnovo",
    ],
  ),
  row(
    "rcpt.restricted",
    "(?:lista|gruppo|indirizzo|elenco)\\b.{0,40}(?:riservat|\\bintern[oa]|solo per)|\\bsolo (?:per )?(?:i |gli )?(?:iscritti|soci|membri|colleghi|interni)|nur für (?:mitglieder|interne|mitarbeiter|angemeldete)|(?:liste|adresse)\\b.{0,40}réservée? aux|(?:lista|dirección)\\b.{0,40}(?:reservad|sólo para)",
    ["Lista riservata ai colleghi", "Nur für Mitglieder", "Liste réservée aux membres"],
  ),
  row(
    "rcpt.relay-denied",
    "non (?:inoltr|rilanci|trasmett|gestis|serv)\\w{1,4}\\b.{0,40}(?:posta|mail|messaggi|dominio)|dominio (?:non|mai) (?:gestito|servito|nostro|locale)|leite[nt]\\b.{0,60}nicht weiter|weiterleitung\\b.{0,30}nicht (?:erlaubt|gestattet)|nicht (?:für diese domain )?zuständig|ne relaie(?:nt)? pas|relayage (?:refusé|interdit)|no (?:reenv|retransmit)\\w{1,4}|nie przekaz\\w{2,6} (?:dalej )?(?:poczt|wiadomoś|wiadomos)|przekazywanie\\b.{0,30}(?:zabronione|niedozwolone|wyłączone)",
    [
      "Questo server non inoltra posta per elsewhere.example",
      "Wir leiten keine Mails nach elsewhere.example weiter: leiten das nicht weiter",
      "Ce serveur ne relaie pas",
      "nie przekazujemy poczty",
    ],
  ),
  // Who writes, and from where.
  row(
    "mail.sender-blocked",
    `(?:mittent[ei]|absender\\w{0,2}|expéditeur|remitente)\\b.{0,60}${unwanted}|(?:unerwünschter?|gesperrter?) absender`,
    ["Mittente non gradito, vedi regolamento art. 4", "Absender gesperrt", "Expéditeur refusé"],
  ),
  row(
    "mail.spf",
    "non autorizza\\b.{0,80}(?:server|host|indirizzo|\\bip\\b|\\bspf\\b)|darf nicht für .{0,80} (?:senden|schicken)|n'autorise pas\\b.{0,80}(?:serveur|adresse|\\bip\\b)|no autoriza\\b.{0,80}(?:servidor|dirección|\\bip\\b)",
    ["Il dominio example.org non autorizza questo server a spedire"],
  ),
  row(
    "greeting.dnsbl",
    "\\b(?:in|nella|sulla) (?:nostra )?lista (?:nera )?(?=\\S{1,100}\\.|rbl|dnsbl)|lista nera|liste noire|lista negra|schwarzen? liste|sperrliste",
    ["in lista bl.example.org", "Die Adresse steht auf der Sperrliste"],
  ),
  // What is in it.
  row(
    "eod.virus",
    "programm[ai] dannos|codice malevolo|schadsoftware|schädliche|logiciel malveillant|código malicioso|\\b(?:infett[oaie]|infizier\\w{1,4}|infectée?s?|infectad[oa]s?)\\b",
    ["Trovato un programma dannoso", "Allegato infetto", "Die Nachricht ist infiziert"],
  ),
  row("eod.attachment", `(?:allegat[oi]|anhang|anhänge|pièces? jointes?|adjuntos?)\\b.{0,60}${unwanted}`, [
    "Allegato vietato: conto.exe",
    "Anhang nicht erlaubt",
  ]),
  row(
    "eod.malformed",
    "\\bbrak (?:nag[łl][oó]wka|pola)\\b|(?:manca(?:no)?|fehlt|manque|falta)\\b.{0,30}\\b(?:from|date|data|message-id|intestazion\\w|header|kopfzeile|en-tête|cabecera|oggetto|betreff)\\b|(?:intestazion[ei]|kopfzeilen?|en-têtes?|cabeceras?)\\b.{0,40}(?:male|errat|non valid|sbagliat|mancant|fehlerhaft|ungültig|invalide|incorrect|inválid)",
    [
      "Manca il campo From",
      "Brak naglowka From",
      "Intestazione scritta male",
      "Ungültige Kopfzeilen: Kopfzeile ungültig",
    ],
  ),
  row(
    "eod.spam",
    "\\b(?:come|comme|como|als) (?:\\w{1,12} )?(?:indesiderat[oaie]|indésirables?|no desead[oa]|não desejad[oa]|unerwünscht\\w{0,2})(?!\\w)|(?:indésirable|indesiderato|unerwünscht) (?:eingestuft|erkannt)|\\b(?:contenido|correo|mensaje) no deseado\\b|\\bcontenuto indesiderato\\b|\\bunerwünschter inhalt\\b",
    [
      "Le contenu est classé comme indésirable",
      "Contenuto segnalato come indesiderato",
      "Inhalt als unerwünscht erkannt",
      "Correo rechazado: contenido no deseado",
    ],
  ),
  row("eod.content-rule", `(?:oggetto|contenuto|betreff|inhalt|objet|contenu|asunto|contenido)\\b.{0,60}${unwanted}`, [
    "Oggetto non ammesso dal regolamento",
    "Betreff nicht erlaubt",
  ]),
  row(
    "eod.spam",
    "pubblicit(?:à|a')|posta indesiderata|\\bwerbung|werbemail|publicité|courrier indésirable|publicidad|correo no deseado|niechciana (?:poczta|tre[sś][cć])",
    ["Pubblicita' indesiderata", "Das sieht nach Werbung aus"],
  ),
  row(
    "mail.size-declared",
    "troppo (?:grande|grosso|pesante)|zu groß|trop (?:gros|volumineux|lourd)|demasiado grande",
    ["Messaggio troppo grande", "Nachricht zu groß"],
  ),
  row(
    "greeting.busy",
    "(?:server|sistema|système)\\b.{0,30}(?:occupat|sovraccaric|überlastet|surchargé|sobrecargad)|\\büberlastet\\b",
    ["Il server è sovraccarico", "Server überlastet"],
  ),
  row(
    "local.delivery-defer",
    `${reader}\\b.{0,60}(?:in trasloco|in trasferimento|in migrazione|in manutenzione|wird (?:gerade )?umgezogen|umzug|en cours de (?:migration|transfert)|en (?:migración|traslado))|\\b(?:mail ?box|account|user|server)\\b.{0,40}\\bis being (?:moved|migrated)|\\b(?:moving|migrating) to (?:an? |another |the )?(?:\\w{1,10} )?(?:server|host|machine|system)\\b`,
    [
      "casella in trasloco fino a lunedi",
      "this mailbox is being moved tonight",
      "moving to a new server, try again later",
    ],
  ),
];

/** The cause that a text on one line names in one of these languages. */
export function homeCauseOf(text: string): CauseId | undefined {
  const words = withoutNames(text);
  return homeWords.find((row) => row.text.test(words))?.cause;
}
