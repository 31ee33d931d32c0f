/** What mail programs, and libraries by which others send, tell their user where his own server refused or was not reached. */
import { type WordsRow, worded, wordsIn } from "../replies/words-row.ts";

/** The first row that fits speaks. Those of other languages are written after the strings of Thunderbird and Apple Mail. */
export const clientWords: readonly WordsRow[] = [
  {
    cause: "submission.auth-failed",
    text: /unable to authenticate to Outgoing server \(SMTP\)|Protocol: SMTP\b.{0,200}Error Number: 0x800CCC(?:18|91|92)\b/i,
    samples: [
      "Unable to authenticate to Outgoing server (SMTP) smtp.example.com. Please check the password and verify the 'Authentication method'",
      "Account: 'alice', Server: 'smtp.example.com', Protocol: SMTP, Port: 587, Secure(SSL): Yes, Error Number: 0x800CCC92",
    ],
  },
  {
    cause: "client.auth",
    text: /Protocol: (?:POP3|IMAP)\b.{0,200}Error Number: 0x800CCC(?:18|91|92)\b|\b0x800CCC92\b/i,
    samples: [
      "There was a problem logging onto your mail server. Your Password was rejected. Account: 'alice', Server: 'pop.example.com', Protocol: POP3, Port: 110, Secure(SSL): No, Server Error: 0x800CCC90, Error Number: 0x800CCC92",
    ],
  },
  {
    cause: "tls.required-missing",
    text: /secure link with Outgoing server \(SMTP\).{0,300}doesn't advertise|STARTTLS (?:is )?required but (?:was )?not (?:advertised|offered|supported)/i,
    samples: [
      "Unable to establish a secure link with Outgoing server (SMTP) smtp.example.com using STARTTLS since it doesn't advertise that feature.",
    ],
  },
  {
    cause: "submission.unreachable",
    text: /(?:connect(?:ing|ion) to|secure link with) Outgoing server \(SMTP\).{0,300}(?:failed|refused|timed out|lost)|Protocol: SMTP\b.{0,200}(?:Socket Error: 100\d\d|Error Number: 0x800CCC(?:0[DEF]|19)\b)|\b0x8004210[9B]\b|\b(?:send|inv[ií]|envoi|envi|smtp)\w{0,6}\b.{0,80}\(0x800CCC(?:0[DEF]|19)\)|\bGreeting never received\b|\b(?:E(?:CONNREFUSED|TIMEDOUT|NOTFOUND|HOSTUNREACH)|SMTP host|connect to host|remote server|dial tcp|actively refused it)\b.{0,200}(?:(?::|port:? ?|, )(?:465|587|2525)\b|\bport: (?:465|587|2525)\b)|\bSMTP host \S{1,255}:(?:465|587|2525)\b|SMTP ERROR: Failed to connect to server: (?:connection|network|no route)|\bfor "\S{1,255}" port (?:465|587)\b|\b(?:ssl|tls|tcp):\/\/\S{1,255}:(?:465|587|2525) \(/i,
    samples: [
      // Libraries by which programs send: nodemailer, JavaMail, .NET, Go, PHPMailer, Ruby.
      "Error: connect ECONNREFUSED 192.0.2.4:587",
      "Error: Greeting never received at timeoutError (/srv/app/node_modules/nodemailer/lib/smtp-connection/index.js:69:17)",
      "com.sun.mail.util.MailConnectException: Couldn't connect to host, port: smtp.example.com, 587; timeout -1",
      "Unable to connect to the remote server: No connection could be made because the target machine actively refused it 192.0.2.4:587",
      "dial tcp 192.0.2.4:465: i/o timeout",
      "SMTP ERROR: Failed to connect to server: Connection timed out (110)",
      "stream_socket_client(): unable to connect to ssl://smtp.example.com:465 (Connection refused)",
      'Errno::ECONNREFUSED: Connection refused - connect(2) for "smtp.example.com" port 587',
      "The message could not be sent because the connection to Outgoing server (SMTP) smtp.example.com timed out. Try again.",
      "Account: 'alice', Server: 'smtp.example.com', Protocol: SMTP, Port: 25, Secure(SSL): No, Socket Error: 10060, Error Number: 0x800CCC0E",
      "Task 'alice@example.com - Sending' reported error (0x800CCC0F) : 'The connection to the server was interrupted.'",
      "Task 'alice - Sending' reported error (0x8004210B): 'The operation timed out waiting for a response from the sending (SMTP) server.'",
    ],
  },
  wordsIn("data.mid-transfer-drop", {
    phpmailer: worded(
      "\\bDATA END command failed ?(?:$|https?:)",
      "Mailer Error: SMTP Error: data not accepted.SMTP server error: DATA END command failed",
    ),
    swaks: worded(
      "-> \\. \\*\\*\\* Remote host closed connection",
      "-> hello -> . *** Remote host closed connection unexpectedly.",
    ),
  }),
  wordsIn("submission.unreachable", {
    phpmailer: worded(
      "Mailer Error: (?:SMTP Error: )?(?:SMTP connect\\(\\) failed|Could not connect to SMTP host)",
      "Mailer Error: SMTP connect() failed. https://github.com/PHPMailer/PHPMailer/wiki/Troubleshooting",
    ),
    german: worded(
      "verbindung (?:mit dem|zum) (?:postausgang\\S{0,8}|smtp-?)server\\b.{0,200}(?:fehlgeschlagen|abgelehnt|nicht)",
      "Die Nachricht konnte nicht gesendet werden, weil die Verbindung mit dem Postausgang-Server (SMTP) smtp.firma.example fehlgeschlagen ist.",
    ),
    italian: worded(
      "connessione (?:con il|al) server (?:in uscita|smtp|di posta in uscita)\\b.{0,200}(?:fallit|non è riuscit|scadut|interrott)",
      "Impossibile inviare il messaggio poiché la connessione al server in uscita (SMTP) smtp.studio.example è fallita.",
    ),
    french: worded(
      "connexion au serveur (?:sortant|smtp|d'envoi)\\b.{0,200}(?:a échoué|a expiré|impossible)",
      "Le message n'a pas pu être envoyé car la connexion au serveur sortant (SMTP) smtp.exemple.example a échoué.",
    ),
    spanish: worded(
      "conexión (?:con el|al) servidor (?:de salida|smtp|saliente)\\b.{0,200}(?:falló|fallado|fallida|expiró)|falló la conexión con el servidor (?:de salida|smtp)",
      "El mensaje no se pudo enviar porque falló la conexión con el servidor de salida (SMTP) smtp.empresa.example.",
    ),
  }),
  wordsIn("rcpt.relay-denied", {
    english: worded(
      "rejected by the server because it does not allow relaying",
      'Cannot Send Mail. The recipient "bob@example.com" was rejected by the server because it does not allow relaying.',
    ),
    german: worded(
      "vom server (?:abgewiesen|abgelehnt|zurückgewiesen)\\b.{0,40}keine (?:weiterleitung|weitergabe)",
      'Der Empfänger "bob@example.com" wurde vom Server abgewiesen, da dieser keine Weiterleitung zulässt.',
    ),
    italian: worded(
      "(?:respinto|rifiutato) dal server\\b.{0,40}non (?:permette|consente|accetta) l'inoltro",
      'Il destinatario "bob@example.com" è stato respinto dal server perché non permette l\'inoltro.',
    ),
    french: worded(
      "(?:refusé|rejeté) par le serveur\\b.{0,60}n'autorise pas (?:le relais|la retransmission)",
      "Le destinataire « bob@example.com » a été refusé par le serveur, car il n'autorise pas le relais.",
    ),
    spanish: worded(
      "(?:rechazado|rechazó) (?:por )?el servidor\\b.{0,60}no permite (?:la retransmisión|el reenvío|el relay)",
      "El destinatario «bob@example.com» fue rechazado por el servidor porque no permite la retransmisión.",
    ),
  }),
  wordsIn("submission.sender-not-owned", {
    english: worded(
      "\\bsender address \\S{1,320} was rejected by the server",
      "Cannot Send Mail. The sender address alice@example.org was rejected by the server.",
    ),
    german: worded(
      "absenderadresse \\S{1,320} wurde vom server (?:abgewiesen|abgelehnt|zurückgewiesen|nicht (?:akzeptiert|angenommen))",
      "Die Absenderadresse alice@example.org wurde vom Server abgelehnt.",
    ),
    italian: worded(
      "indirizzo (?:del )?mittente \\S{1,320} (?:è stato (?:respinto|rifiutato)|non è stato accettato) dal server",
      "L'indirizzo mittente alice@example.org è stato rifiutato dal server.",
      "L'indirizzo del mittente alice@example.org non è stato accettato dal server.",
    ),
    french: worded(
      "adresse de l'expéditeur \\S{1,320} (?:a été (?:refusée|rejetée)|n'a pas été acceptée) par le serveur",
      "L'adresse de l'expéditeur alice@example.org a été refusée par le serveur.",
    ),
  }),
  wordsIn("submission.rate-limit", {
    english: worded(
      "\\bexceeded (?:the|your|a) (?:limit of )?\\d[\\d.,]{0,8} (?:recipients?|messages?|e-?mails?|mails)(?: \\w{1,10})? per (?:day|hour|minute)",
      "You have exceeded the 500 recipients per day limit",
    ),
    german: worded(
      "(?:versand|sende)(?:limit|kontingent|grenze)\\b.{0,40}(?:erreicht|überschritten|erschöpft)",
      "Sie haben Ihr tägliches Versandlimit erreicht.",
    ),
    italian: worded(
      "(?:superato|raggiunto) (?:il (?:numero|limite)|la (?:soglia|quota)) ?(?:massim[oa] )?(?:consentit[oa] )?(?:di|per) (?:e-?mail|messaggi|invii|invio|destinatari)",
      "Hai superato il numero massimo di email inviabili per ora.",
    ),
    french: worded(
      "(?:atteint|dépassé) (?:la|votre) (?:limite|quota) d'envois?|quota d'envoi (?:atteint|dépassé)",
      "Vous avez atteint votre limite d'envoi quotidienne.",
    ),
    spanish: worded(
      "(?:superado|alcanzado|excedido) (?:el|su) (?:límite|cupo)(?: (?:diario|por hora))? de (?:envíos?|mensajes|correos)",
      "Ha superado el límite diario de envíos.",
    ),
  }),
];
