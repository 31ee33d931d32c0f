/** Le spiegazioni di ciò che viene incollato, in italiano. */
import type { Catalogue } from "../../base/saying.ts";

export const explanations: Catalogue = {
  "These are lines of a log; they tell of {0} recipient.": "Sono righe di un log; parlano di {0} destinatario.",
  "These are lines of a log; they tell of {0} recipients.": "Sono righe di un log; parlano di {0} destinatari.",
  "These are lines of a log; they tell of {0} session.": "Sono righe di un log; parlano di {0} sessione.",
  "These are lines of a log; they tell of {0} sessions.": "Sono righe di un log; parlano di {0} sessioni.",
  "This is a list of a mail queue; its messages wait for {0} recipient.":
    "È l'elenco di una coda di posta; i suoi messaggi aspettano per {0} destinatario.",
  "This is a list of a mail queue; its messages wait for {0} recipients.":
    "È l'elenco di una coda di posta; i suoi messaggi aspettano per {0} destinatari.",
  "The message for {0} is held in the queue: it is sent to nobody until somebody releases it.":
    "Il messaggio per {0} è trattenuto nella coda: non viene spedito a nessuno finché qualcuno non lo rilascia.",
  "This is an automatic reply of {0}, no failure: the message arrived in that mailbox.":
    "È una risposta automatica di {0}, non un errore: il messaggio è arrivato in quella casella.",
  "This is a receipt of {0}, no failure: the message arrived there.":
    "È una ricevuta di {0}, non un errore: il messaggio vi è arrivato.",
  "This is a report of success from {0}, no failure.": "È un avviso di consegna riuscita da {0}, non un errore.",
  "This is a challenge of {0}: the message is held there until its sender confirms it by the way that this mail names.":
    "È una richiesta di conferma di {0}: il messaggio vi è trattenuto finché il mittente non lo conferma come è indicato lì.",
  "This is an automatic answer of {0}, no failure: the message arrived there.":
    "È una risposta automatica di {0}, non un errore: il messaggio vi è arrivato.",
  somebody: "qualcuno",
  "This is a receipt of {0}: the message arrived there, and was deleted without being shown.":
    "È una ricevuta di {0}: il messaggio vi è arrivato, ed è stato cancellato senza essere mostrato.",
  "This is the report of a trial, no failure: {0} would be taken. No message was sent, so none was delivered.":
    "È il rapporto di una prova, non un errore: {0} sarebbe accettato. Nessun messaggio è stato inviato, quindi nessuno è stato consegnato.",
  "This is the report of a trial{0}: mail for {1} would not arrive now. No message was sent.":
    "È il rapporto di una prova{0}: la posta per {1} ora non arriverebbe. Nessun messaggio è stato inviato.",
  "This is a report of success, no failure: the message for {0} was delivered, or handed to a server that sends no reports.":
    "È un avviso di consegna riuscita, non un errore: il messaggio per {0} è stato consegnato, o passato a un server che non manda avvisi.",
  "{0} recipients": "{0} destinatari",
  "This is a bounce{0}: the message did not reach {1}.":
    "È un messaggio di mancata consegna{0}: il messaggio per {1} non è arrivato.",
  "This is a warning{0}, no failure yet: the message for {1} is late and is tried again; it need not be sent again.":
    "È un avviso{0}, non ancora un errore: il messaggio per {1} è in ritardo e ci saranno altri tentativi; non serve spedirlo di nuovo.",
  "This is a line of a log that names no message: {0}.": "È una riga di log che non nomina alcun messaggio: {0}.",
  "This is no notice of a mail server, though it may look like one: it asks for a click and threatens, to get a password. Nothing failed. Do not follow its links; delete it, and whoever typed his password there should change it now.":
    "Questo non è un avviso di un server di posta, anche se può sembrarlo: chiede un clic e minaccia, per avere una password. Niente è fallito. Non segua i suoi collegamenti; lo cancelli, e chi vi ha scritto la sua password la cambi subito.",
  "This is no bounce, reply, header or log that could be explained.":
    "Non è un messaggio di mancata consegna, una risposta, un'intestazione o un log che si possa spiegare.",
  "the connection": "la connessione",
  "end of DATA": "la fine di DATA",
  "marked the message as spam": "l'ha segnato come spam",
  "reported the message as fraud": "l'ha segnalato come frode",
  "reported a virus in the message": "vi ha segnalato un virus",
  "says that the message is no spam": "dice che non è spam",
  "wants no more of these messages": "non vuole più messaggi di questo tipo",
  "complained about the message": "se n'è lamentato",
  "Take this recipient off the list, and make leaving it easy (List-Unsubscribe)":
    "Togliere questo destinatario dalla lista, e rendere facile uscirne (List-Unsubscribe)",
  "Look whether others complain about the same message: providers throttle senders by their share of complaints":
    "Vedere se altri si lamentano dello stesso messaggio: i provider frenano i mittenti in base alla quota di lamentele",
  "A recipient": "Un destinatario",
  "The message failed authentication ({0}) at {1}: {2}.":
    "L'autenticazione del messaggio ({0}) è fallita presso {1}: {2}.",
  "the receiving server": "il server ricevente",
  "{0} received the message and {1}.": "{0} ha ricevuto il messaggio e {1}.",
  "reported it ({0})": "l'ha segnalato ({0})",
  "This is a feedback report, no bounce.": "È una segnalazione (feedback report), non una mancata consegna.",
  "no spam": "non spam",
  "let through by a rule before the filter": "fatto passare da una regola prima del filtro",
  "marked as spam by a rule": "segnato come spam da una regola",
  "let through by an allow list": "fatto passare da una lista di mittenti consentiti",
  "marked as spam by a block list": "segnato come spam da una lista di blocco",
  "released from quarantine": "liberato dalla quarantena",
  "blocked by the recipient's own list": "bloccato dall'elenco del destinatario",
  "let through by the recipient's list of safe senders": "fatto passare dai mittenti sicuri del destinatario",
  "not filtered, it came from within": "non filtrato, veniva dall'interno",
  " (score {0} of {1})": " (punteggio {0} su {1})",
  " (score {0})": " (punteggio {0})",
  "marked as spam (X-Spam-Flag)": "segnato come spam (X-Spam-Flag)",
  judged: "giudicato",
  "score {0}": "punteggio {0}",
  "reasons: {0}": "motivi: {0}",
  "{0} server": "{0} solo server",
  "{0} servers": "{0} server",
  "The message of {0}": "Il messaggio di {0}",
  "The message": "Il messaggio",
  "{0} bears no trace of any server (no Received field): it was not received by one yet, or that part is not here":
    "{0} non porta traccia di alcun server (nessun campo Received): non è stato ancora ricevuto da nessuno, o quella parte qui manca",
  "{0} was pasted without its Received fields: its way is not known":
    "{0} è stato incollato senza i suoi campi Received: la sua strada non è nota",
  "{0} went through {1} in {2}": "{0} è passato per {1} in {2}",
  "{0} went through {1}": "{0} è passato per {1}",
  "most of the time, {0}, passed before {1} had it": "la parte più lunga, {0}, è trascorsa prima che arrivasse a {1}",
  "a server without name": "un server senza nome",
  "no step was slow": "nessun passaggio è stato lento",
  "a clock is wrong: {0} claims to have had it {1} before the step ahead of it":
    "un orologio è sbagliato: {0} dice di averlo avuto {1} prima del passaggio che lo precede",
  "a server": "un server",
  "authentication: {0}": "autenticazione: {0}",
  "filters: {0}": "filtri: {0}",
  "The message for {0}: {1}.": "Il messaggio per {0}: {1}.",
  "it was called spam ({0}), which puts it into the spam folder":
    "è stato giudicato spam ({0}), e perciò va nella cartella dello spam",
  "no proof of its origin holds": "nessuna prova della sua provenienza regge",
  "Confirm it by the way that the notice names, if the message was yours; else do nothing":
    "Confermarlo come indica l'avviso, se il messaggio era vostro; altrimenti non fare nulla",
  "it fails DMARC": "non supera DMARC",
  "{0} (the policy is {1})": "{0} (la policy è {1})",
  "{0}, so that servers may refuse it or put it into the spam folder":
    "{0}, perciò i server possono rifiutarlo o metterlo nella cartella dello spam",
  "{0}, because {1}": "{0}, perché {1}",
  "it fails SPF": "non supera SPF",
  "it fails SPF ({0}): the host that sent it may not send for that domain":
    "non supera SPF ({0}): l'host che l'ha spedito non può spedire per quel dominio",
  "its DKIM signature is broken, or the key does not fit":
    "la sua firma DKIM è guasta, o la chiave non è quella giusta",
  "it was sent on by {0}": "è stato inoltrato da {0}",
  "it was sent on by somebody ({0})": "è stato inoltrato da qualcuno ({0})",
  "it was received for {0} first, and sent on": "è stato prima ricevuto per {0}, e poi inoltrato",
  "greylisting held it up for {0}, as its sender tries from many addresses":
    "il greylisting l'ha trattenuto per {0}, perché il mittente riprova da molti indirizzi",
  "greylisting held it up for {0}": "il greylisting l'ha trattenuto per {0}",
  "was taken": "è stato accettato",
  "is delayed and is tried again": "è in ritardo e ci saranno altri tentativi",
  "was refused for good": "è stato rifiutato definitivamente",
  "was taken by {0}": "è stato accettato da {0}",
  "is delayed by {0} and is tried again": "è in ritardo per via di {0} e ci saranno altri tentativi",
  "was refused for good by {0}": "è stato rifiutato definitivamente da {0}",
  "could not be delivered": "non si è potuto consegnare",
  "could not be delivered to {0}": "non si è potuto consegnare a {0}",
  "Message larger than the sender's own server takes": "Messaggio più grande di quanto accetti il server del mittente",
  "The sender's own server did not let it out (spam, virus, confidential data)":
    "Il server del mittente non l'ha lasciato uscire (spam, virus, dati riservati)",
  "DNS failure at the sender or at the recipient's name servers":
    "Errore DNS dal mittente o nei server DNS del destinatario",
  "The sender's server believes that it hosts the recipient's domain (old customer, web hoster, shared cPanel/Exchange)":
    "Il server del mittente crede di ospitare il dominio del destinatario (ex cliente, hosting web, cPanel/Exchange condiviso)",
  "Dropped by the receiving side's firewall, geo block, fail2ban or crowd list before SMTP":
    "Scartato dal firewall della parte ricevente, da un blocco geografico, da fail2ban o da una lista condivisa, prima di SMTP",
  "Sender IP or domain on a public block list that the receiving server uses":
    "IP o dominio del mittente su una lista di blocco pubblica che il server ricevente usa",
  "Refused for the reputation of the IP address that sends":
    "Rifiutato per la reputazione dell'indirizzo IP che spedisce",
  "Mailbox full": "Casella piena",
  "HELO/EHLO name refused (not FQDN, an IP, the receiving server's own name)":
    "Nome HELO/EHLO rifiutato (non completo, un IP, il nome del server ricevente stesso)",
  "Sender or its domain on the receiving server's own block list":
    "Mittente o suo dominio nella lista di blocco del server ricevente",
  "SPF fail, and the receiving server enforces it": "SPF fallito, e il server ricevente lo fa rispettare",
  "Message larger than the receiving server takes": "Messaggio più grande di quanto accetti il server ricevente",
  "The server that refused it does not serve that domain": "Il server che l'ha rifiutato non serve quel dominio",
  "The receiving server's reply to the final dot came too late (slow scan); sender timed out: duplicates or endless deferral":
    "La risposta del server ricevente al punto finale è arrivata troppo tardi (controllo lento); il mittente ha smesso di aspettare: doppioni o rinvii senza fine",
  "Delayed in the receiving side's content filter or queue":
    "In ritardo nel filtro dei contenuti o nella coda della parte ricevente",
  "Ask the postmaster of the server that refused it which rule spoke":
    "Chiedere al postmaster del server che l'ha rifiutato quale regola ha parlato",
  "If the message was good, he exempts the account or mends the rule, and it is sent again":
    "Se il messaggio era buono, lui esenta l'account o corregge la regola, e lo si spedisce di nuovo",
  "It was forwarded automatically to another organisation, which the one that forwards does not allow":
    "È stato inoltrato automaticamente a un'altra organizzazione, cosa che quella che inoltra non permette",
  "The administrator of the organisation that forwards must allow it (Microsoft 365: automatic forwarding in the outbound spam policy), or end the forward":
    "L'amministratore dell'organizzazione che inoltra deve permetterlo (Microsoft 365: inoltro automatico nei criteri di posta indesiderata in uscita), o togliere l'inoltro",
  "Until then write to the address behind the forward itself":
    "Fino ad allora scrivere direttamente all'indirizzo dietro l'inoltro",
  "The sender's own organisation does not let its users write to that address":
    "L'organizzazione del mittente non lascia che i suoi utenti scrivano a quell'indirizzo",
  "The administrator of the sender's organisation takes the address out of its block list (Microsoft 365: tenant allow/block list), if it is wanted":
    "L'amministratore dell'organizzazione del mittente toglie l'indirizzo dalla lista di blocco (Microsoft 365: elenco tenant consentiti/bloccati), se è desiderato",
  "Neither SPF nor DKIM passed for the sender's domain, and the receiving server wants one of them":
    "Per il dominio del mittente non è riuscito né SPF né DKIM, e il server ricevente ne vuole almeno uno",
  "The sender's domain must name the server that sends in its SPF record, or sign with DKIM; both is better":
    "Il dominio del mittente deve indicare nel suo record SPF il server che spedisce, o firmare con DKIM; meglio entrambi",
  "If somebody else sent it in that name, nothing: it was refused rightly":
    "Se l'ha spedito qualcun altro a quel nome, niente: è stato rifiutato a ragione",
  " (it was passed on to {0})": " (era stato passato a {0})",
  "the reply says too little to name a cause": "la risposta dice troppo poco per indicare una causa",
  'the reply does not say why; its code means most often "{0}", or else "{1}"':
    "la risposta non dice perché; il suo codice significa il più delle volte «{0}», oppure «{1}»",
  "The message for {0} {1}{2}: {3}.": "Il messaggio per {0} {1}{2}: {3}.",
  "The message was sent by us.": "Il messaggio l'abbiamo spedito noi.",
  "The message bears our address {0}, but none of our servers stands in its header: somebody else sent it in our name (backscatter), and nothing is to be done with this bounce.":
    "Il messaggio porta il nostro indirizzo {0}, ma nella sua intestazione non c'è alcun nostro server: l'ha spedito qualcun altro a nostro nome (backscatter), e con questo avviso non c'è nulla da fare.",
  "The message was not sent by us, but by {0}: this bounce is not about our mail.":
    "Il messaggio non l'abbiamo spedito noi, ma {0}: questo avviso non riguarda la nostra posta.",
  "a server that does not name itself": "un server che non dice il proprio nome",
  ", a server on the sender's side": ", un server dalla parte del mittente",
  ", a server on the recipient's side, which had already taken the message":
    ", un server dalla parte del destinatario, che aveva già accettato il messaggio",
  ", a server neither of the sender nor of the recipient": ", un server che non è né del mittente né del destinatario",
  "The notice was made by {0}{1}": "L'avviso è stato scritto da {0}{1}",
  "; it passes on what {0} answered.": "; riporta ciò che ha risposto {0}.",
  "another server": "un altro server",
  "; it is that server's own finding, no other server refused the message.":
    "; lo dice quel server stesso, nessun altro server ha rifiutato il messaggio.",
  "This is what the mail service {0} reports.": "È ciò che riferisce il servizio di posta {0}.",
  "The message for {0} was not sent by {1}: it keeps this address on a list of those that it does not write to.":
    "Il messaggio per {0} non è stato spedito da {1}: tiene questo indirizzo in un elenco di quelli a cui non scrive.",
  "Look in the service why the address came on that list (an earlier bounce, a complaint, a wish to get no more), and take it off if it is right":
    "Vedere nel servizio perché l'indirizzo è finito in quell'elenco (una mancata consegna, una lamentela, il desiderio di non ricevere più), e toglierlo se è giusto",
  "This is a notice of the mailing list {0}: the message is held there until a moderator lets it through.":
    "È un avviso della mailing list {0}: il messaggio vi è trattenuto finché un moderatore non lo fa passare.",
  "This is a notice of the mailing list {0}: it refused the message, as it takes none of that sender.":
    "È un avviso della mailing list {0}: ha rifiutato il messaggio, perché non ne accetta da quel mittente.",
  "This is a notice of the mailing list {0}: its moderator or a rule of it refused the message.":
    "È un avviso della mailing list {0}: il suo moderatore o una sua regola ha rifiutato il messaggio.",
  "This is a notice of the mailing list {0}: it sends this member nothing more, as too many messages to him came back.":
    "È un avviso della mailing list {0}: non spedisce più nulla a questo iscritto, perché troppi messaggi per lui sono tornati indietro.",
  "This is a notice of the mailing list {0}: it had a message with that id before, and does not pass on the second.":
    "È un avviso della mailing list {0}: aveva già avuto un messaggio con quell'id, e non inoltra il secondo.",
  "that it names": "che vi è nominata",
  "This is a notice of a content checker, which let the message pass.":
    "È un avviso di un controllo del contenuto, che ha lasciato passare il messaggio.",
  "This is a notice of a content checker, which kept the message back.":
    "È un avviso di un controllo del contenuto, che ha trattenuto il messaggio.",
  "This is what a server answers a program that fetches mail, and is about no single message: {0}.":
    "È ciò che un server risponde a un programma che scarica la posta, e non riguarda un singolo messaggio: {0}.",
  "This is a digest of the quarantine of {0}: what it lists was kept there, and not brought to the mailbox.":
    "È un riepilogo della quarantena di {0}: ciò che elenca è stato trattenuto lì, e non portato nella casella.",
  "A filter took an attachment out of the message for {0}: the note stands in its place.":
    "Un filtro ha tolto un allegato dal messaggio per {0}: al suo posto c'è questa nota.",
  "This is a receipt of {0}: the provider of the sender took the message and sent it on; of its arrival another receipt tells.":
    "È una ricevuta di {0}: il gestore del mittente ha preso il messaggio e lo ha inoltrato; del suo arrivo dice un'altra ricevuta.",
  "A filter keeps the message for {0} in quarantine: it was not brought to the mailbox.":
    "Un filtro tiene in quarantena il messaggio per {0}: non è stato portato nella casella.",
  "This is a notice of the mailing list {0}: the message is larger than it takes.":
    "È un avviso della mailing list {0}: il messaggio è più grande di quanto accetta.",
  "This is a report of success from a content checker, no failure.":
    "È un rapporto di riuscita di un controllo del contenuto, nessun errore.",
  "This is a notice of the mailing list {0}: no list has that name there.":
    "È un avviso della mailing list {0}: lì nessuna lista ha quel nome.",
};
