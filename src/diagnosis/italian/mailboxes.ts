/** Ciò che succede a un messaggio nella casella, in italiano; e come si racconta un tentativo. */
import type { Catalogue } from "../../base/saying.ts";

export const mailboxes: Catalogue = {
  "{0} from {1}": "{0} dalla cartella {1}",
  "{0} in {1}": "{0} nella cartella {1}",
  "{0} to {1}": "{0} a {1}",
  "{0} over {1} from {2}": "{0} via {1} da {2}",
  "{0} over {1}": "{0} via {1}",
  appended: "aggiunto",
  moved: "spostato",
  copied: "copiato",
  "marked as deleted": "segnato come cancellato",
  "no longer marked as deleted": "non più segnato come cancellato",
  expunged: "cancellato definitivamente",
  "marked as read": "segnato come letto",
  ", folder {0},": ", cartella {0},",
  "The message {0} was delivered to mailbox {1}{2} on {3}":
    "Il messaggio {0} è stato consegnato nella casella {1}{2} il {3}",
  "{0}, and on {1} it was {2}.": "{0}, e il {1} è stato {2}.",
  "laid into the folder": "messo nella cartella",
  "thrown away, and nobody was told,": "eliminato, senza avvertire nessuno,",
  "not kept, as a message with its id had come before,":
    "scartato, perché era già arrivato un messaggio con lo stesso Message-ID,",
  "rejected with a message to its sender": "rifiutato con un messaggio al mittente",
  rejected: "rifiutato",
  "sent on to another address": "mandato a un altro indirizzo",
  handled: "trattato",
  "a sieve script": "uno script sieve",
  "a filter of that account": "un filtro di quell'account",
  "The message {0} reached the mail store, where it was {1}{2} by {3} on {4}{5}.":
    "Il messaggio {0} è arrivato all'archivio di posta, dove il {4} è stato {1}{2} da {3}{5}.",
  "We had taken the message {0}, and on {1} it could not be stored, {2}{3}.":
    "Avevamo accettato il messaggio {0}, ma il {1} non è stato possibile depositarlo, {2}{3}.",
  "The mail server was told that all was well: no bounce was written, nothing is tried again, and only its sender can send it once more.":
    "Al server di posta è stato detto che tutto era a posto: nessun rimbalzo è stato scritto, non ci saranno altri tentativi e solo il mittente può inviarlo di nuovo.",
  "as its disk was full": "perché il suo disco era pieno",
  "When that is mended, let the sender send it once more: no queue has it any longer":
    "Quando il guasto è riparato, fatelo inviare di nuovo al mittente: nessuna coda lo ha più",
  "whose delivery it was that failed: several deliveries fit what the log of the program says":
    "di chi fosse la consegna fallita: più consegne corrispondono a ciò che dice il log del programma",
  "and was given up": "e vi si è rinunciato",
  "No bounce was written: its sender believes that it arrived.":
    "Non è partito alcun messaggio di mancata consegna: il mittente crede che sia arrivato.",
  "{0}, as number {1}. On {2} the mailbox gave such a number again: it was put back to an older state meanwhile, and what came in between is not in it.":
    "{0}, con il numero {1}. Il {2} la casella ha dato di nuovo un tale numero: nel frattempo è stata riportata a uno stato più vecchio, e ciò che era arrivato in mezzo non c'è.",
  "It is tried again by itself.": "Il prossimo tentativo parte da solo.",
  "{0}, and lies there.": "{0}, ed è ancora lì.",
  " as {0}": " come {0}",
  " from {0}": " da {0}",
  ", the last time on {0}": ", l'ultima volta il {0}",
  "{0} such session": "{0} sessione di questo tipo",
  "{0} such sessions": "{0} sessioni di questo tipo",
  "A mail program{0} {1}{2} by {3}: {4}{5}.": "Un programma di posta{0} {1}{2} via {3}: {4}{5}.",
  "Since then a mail program{0} {1}{2} by {3}: {4}{5}.": "Da allora un programma di posta{0} {1}{2} via {3}: {4}{5}.",
  "None got in.": "Nessuno è entrato.",
  "A mail program from {0} logged in as {1} by {2} on {3}: nothing failed there, and no message came that way.":
    "Un programma di posta da {0} è entrato come {1} via {2} il {3}: lì non è fallito nulla, e nessun messaggio è arrivato per quella via.",
  "That program does so again and again as messages come: it follows a rule.":
    "Quel programma lo fa di continuo, man mano che i messaggi arrivano: segue una regola.",
  "On {0} it was {1}.": "Il {0} è stato {1}.",
  read: "letto",
  "{0}. A POP3 program fetched and deleted messages there since, and the log does not say which.":
    "{0}. Da allora un programma POP3 vi ha scaricato e cancellato messaggi, e il log non dice quali.",
  "The server did it by itself, as the folder keeps messages only for a time.":
    "L'ha fatto il server da sé, perché quella cartella conserva i messaggi solo per un certo tempo.",
  "as the mailbox was full": "perché la casella era piena",
  "as the mail store does not know its mailbox": "perché l'archivio di posta non conosce la sua casella",
  "because of an error there": "per un errore dell'archivio di posta",
  "The message {0} was delivered to the spam folder{1}.":
    "Il messaggio {0} è stato consegnato nella cartella dello spam{1}.",
  "A rule of the server gave the message {0} to {1} instead.": "Una regola del server ha dato il messaggio {0} a {1}.",
  "could not log in": "non è riuscito ad accedere",
  "was refused as it had too many connections": "è stato respinto perché aveva troppe connessioni",

  " for {0}": " per {0}",
  "stored{0} in {1}{2}": "depositato{0} in {1}{2}",
  "stored{0}": "depositato{0}",
  "broken off by or before {0}{1}, no final reply": "interrotto da o prima di {0}{1}, senza risposta finale",
  "the peer": "l'altro server",
  "The message {0} was given to Mailman, which {1}{2}.": "Il messaggio {0} è stato dato a Mailman, che {1}{2}.",
  "holds it for a moderator": "lo trattiene per un moderatore",
  "threw it away, and told nobody": "l'ha eliminato, senza avvisare nessuno",
  "refused it, and wrote so to its sender": "l'ha respinto, e ne ha scritto al mittente",
  "The message {0} was given to the list program {1}, which sent no copy of it on: it waits for a moderator, or its sender may not post to that list.":
    "Il messaggio {0} è stato dato al programma di liste {1}, che non ne ha inoltrato nessuna copia: aspetta un moderatore, oppure il mittente non può scrivere a quella lista.",
};
