/** Whole notices in other languages than English; reconstructed of public texts, names and addresses changed. */
import { describe, expect, test } from "vitest";
import { explain } from "./explain.ts";

const told = async (text: string) => {
  const { kind, recipients } = await explain(text);
  return [kind, ...recipients.map(({ address, cause }) => `${address} ${cause}`)];
};
const header = (subject: string, from = "Bob <bob@example.com>") => `From: ${from}\nSubject: ${subject}\n\n`;

describe("Exchange and Gmail say in each language", () => {
  test.each([
    "Ihre Nachricht an bob@example.com konnte nicht zugestellt werden.\n\nbob wurde unter example.com nicht gefunden.",
    "A(z) bob@example.com címre küldött üzenetét nem sikerült kézbesíteni.\n\nbob nem található a következő tartományban: example.com.",
    "Δεν ήταν δυνατή η παράδοση του μηνύματός σας στον παραλήπτη bob@example.com.\n\nΟ παραλήπτης bob δεν βρέθηκε στο example.com.",
    "bob@example.com(으)로 보낸 메시지를 배달할 수 없습니다.\n\nexample.com에서 bob을(를) 찾을 수 없습니다.",
    "El mensaje no llegó a algunos o a todos los destinatarios.\n\nNo se puede localizar a los destinatarios siguientes:\n\n  bob@example.com el 12/03/2019 10:04\n   La cuenta de correo electrónico no existe en la organización a la que se envió este mensaje.",
    "Uw bericht is niet aangekomen bij enkele of alle geadresseerden.\n\n bob@example.com op 12-3-2019 10:04\n  Het e-mailaccount bestaat niet in de organisatie waaraan dit bericht is verzonden.",
    "Цей лист створено автоматично. Ваш лист не вдалося доставити одержувачу bob@example.com: користувача не знайдено",
    "Вашето съобщение не може да бъде доставено до bob@example.com.\nПричина: няма такъв потребител.",
  ])("that nobody has the name: %s", async (text) =>
    expect(await told(text)).toEqual(["bounce", "bob@example.com rcpt.user-unknown"]),
  );
  test.each([
    "Не удалось выполнить доставку следующим получателям или группам:\n\nbob@example.com\nПочтовый ящик получателя переполнен и в данный момент не может принимать сообщения.",
    "다음 받는 사람 또는 그룹에 배달하지 못했습니다.\n\nbob@example.com\n받는 사람의 사서함이 꽉 차서 지금은 메시지를 받을 수 없습니다.",
    "Avis de non remise\n\nVotre message du 21/03/2024 destiné à <bob@example.com> n'a pas été délivré :\nla boîte du destinataire a dépassé son quota.",
  ])("that the mailbox is full: %s", async (text) =>
    expect(await told(text)).toEqual(["bounce", "bob@example.com rcpt.quota"]),
  );
  test.each([
    "Échec de la remise à ces destinataires ou groupes :\n\nbob@example.com\nVotre message ne peut pas être remis car la remise à cette adresse est restreinte.",
    "Falha na entrega a estes destinatários ou grupos:\n\nbob@example.com\nA mensagem não pode ser entregue porque a entrega a este endereço é restrita.",
    "Hallo alice@sender.example,\n\nes tut uns leid, aber die Gruppe, die Sie kontaktieren wollten (bob@example.com), existiert möglicherweise nicht oder Sie haben keine Berechtigung zum Posten von Nachrichten in dieser Gruppe.",
  ])("that not everybody may write there: %s", async (text) =>
    expect(await told(text)).toEqual(["bounce", "bob@example.com rcpt.restricted"]),
  );
  test.each([
    "Entrega incompleta\n\nSe ha producido un problema temporal al entregar tu mensaje a bob@example.com. Gmail lo volverá a intentar durante 46 horas más.",
    "配信が完了していません\n\nbob@example.com へのメールの配信中に一時的な問題が発生しました。あと 46 時間、Gmail で再試行します。",
    "Доставка не завершена\n\nПри доставке вашего письма получателю bob@example.com возникла временная проблема. Gmail будет пытаться отправить его ещё 46 ч.",
    "Objet : Avertissement : message retardé\n\nVotre message n'a pas encore pu être délivré au destinataire suivant :\n\nbob@example.com\n\nLe serveur poursuit ses tentatives.",
  ])("that it is late: %s", async (text) =>
    expect(await told(text)).toEqual(["delay-notice", "bob@example.com queue.waiting"]),
  );
  test("and that the tries are over, where it speaks of them, too", async () => {
    const text =
      "Fehler bei der Nachrichtenzustellung an folgende Empfänger oder Gruppen:\n\nbob@example.com\nDer Server hat versucht, diese Nachricht zuzustellen, war dabei jedoch nicht erfolgreich und hat die Zustellversuche eingestellt.";
    expect(await told(text)).toEqual(["bounce", "bob@example.com queue.expired"]);
  });
});

describe("the certified mail of Italy says by receipts", () => {
  const about = 'il messaggio "Offerta" proveniente da "alice@sender.example" e destinato all\'utente "bob@example.it"';
  test.each([
    [
      `Avviso di mancata consegna\n\nIl giorno 12/03/2024 alle ore 10:04:31 nel messaggio "Offerta" proveniente da "alice@sender.example" e destinato all'utente "bob@example.it" è stato rilevato un errore 5.1.1 - Indirizzo non valido\nIl messaggio è stato rifiutato dal sistema.`,
      "bounce",
      "rcpt.user-unknown",
    ],
    [
      `Avviso di mancata consegna per superamento tempo massimo\n\n${about} non è stato consegnato nelle prime dodici ore dal suo invio. Non escludendo che questo possa avvenire in seguito.`,
      "delay-notice",
      "queue.waiting",
    ],
    [
      `Avviso di mancata consegna per superamento tempo massimo\n\n${about} non è stato consegnato nelle ventiquattro ore successive al suo invio. Si ritiene che la spedizione debba considerarsi non andata a buon fine.`,
      "bounce",
      "queue.expired",
    ],
  ])("%s", async (text, kind, cause) => expect(await told(text)).toEqual([kind, `bob@example.it ${cause}`]));
  test("that its provider took it, which is no arrival", async () => {
    const text =
      'Oggetto: ACCETTAZIONE: Offerta\n\nRicevuta di accettazione\n\nIl giorno 12/03/2024 il messaggio "Offerta" proveniente da "alice@sender.example" ed indirizzato a: bob@example.it\nIl messaggio è stato accettato dal sistema ed inoltrato.';
    const { kind, sentence } = await explain(text);
    expect(kind).toBe("auto-reply");
    expect(sentence).not.toMatch(/arrived|no failure/);
  });
  test("and that it arrived", async () => {
    const text =
      'Ricevuta di avvenuta consegna\n\nIl messaggio "Offerta" proveniente da "alice@sender.example" ed indirizzato a "bob@example.it" è stato consegnato nella casella di destinazione.';
    expect(await told(text)).toEqual(["auto-reply"]);
  });
});

describe("gateways tell a sender", () => {
  test.each([
    [
      "Aviso: archivo\n\nNuestro filtro ha bloqueado un mensaje enviado por usted:\n  Para: bob@example.com\n\nEl archivo adjunto es de un tipo no permitido en este sitio. El mensaje no ha sido entregado.",
      "eod.attachment",
    ],
    [
      "**Virus in message you sent**\n\nA virus was found in the email message you sent. The message to: bob@example.com with the following subject has NOT BEEN DELIVERED:\n\nSubject: Offer",
      "eod.virus",
    ],
    [
      "Content notification\n\nThe following email was rejected because it violates the content policy of this site (profile: confidential).\n\nFrom: alice@sender.example\nTo: bob@example.com",
      "eod.content-rule",
    ],
    [
      "Blockiert\n\nIhre Nachricht an bob@example.com wurde abgelehnt: Der Empfänger hat den Absender alice@sender.example blockiert.",
      "mail.sender-blocked",
    ],
  ])("what they refused: %s", async (text, cause) => {
    const { recipients } = await explain(`Subject: ${text}\n`);
    expect(recipients).toMatchObject([{ address: "bob@example.com", cause }]);
  });
  test("that it is in quarantine", async () => {
    const text =
      "Oggetto: Messaggio in quarantena\n\nIl messaggio da lei inviato a bob@example.com è stato messo in quarantena in attesa di verifica dell'amministratore.";
    expect(await told(text)).toEqual(["auto-reply", "bob@example.com local.quarantined"]);
  });
  test("of the quarantine of others, whatever was refused there", async () => {
    const text =
      "Von: Filter <noreply@filter.example>\nAn: bob@example.com\nBetreff: Quarantänebericht\n\nDie folgenden E-Mails wurden in Quarantäne gestellt und nicht zugestellt.\n\nalice@sender.example Angebot Spam\n";
    expect(await told(text)).toEqual(["auto-reply", "bob@example.com local.quarantined"]);
  });
  test("that a check let it pass", async () => {
    const text =
      "Subject: Delivery status notification\nFrom: postmaster@example.com\n\nYour message WAS SUCCESSFULLY RELAYED to:\n  <bob@example.com>\n";
    expect(await told(text)).toEqual(["auto-reply"]);
  });
});

describe("no failure is", () => {
  test.each([
    `${header("Automaattinen vastaus: Tarjous")}Olen lomalla.`,
    `${header("Αυτόματη απάντηση: Προσφορά")}Απουσιάζω.`,
    `${header("자동 회신: 견적")}휴가입니다.`,
    "Ihre Nachricht\n\n   An: Bob\n   Betreff: Angebot\n\n wurde am Dienstag, 12. März 2024 10:11:32 gelesen.",
    "Oggetto: Ricevuta di ritorno (letto): Offerta\n\nQuesta è la ricevuta di ritorno del messaggio inviato\nA: bob@example.com",
    `${header("Zugestellt: Angebot", "postmaster@example.com")}Ihre Nachricht wurde an folgende Empfänger übermittelt:\n\nBob (bob@example.com)`,
    "Gentile cliente, abbiamo ricevuto la sua richiesta (ticket n. 4711) e le risponderemo al più presto. Questo è un messaggio automatico.",
  ])("what a machine answers: %s", async (text) => expect(await told(text)).toEqual(["auto-reply"]));
  test("a receipt of what nobody read says so", async () => {
    const text =
      "Objet : Non lu : Offre\n\nVotre message\n\n   À : Bob\n   Objet : Offre\n\n a été supprimé sans avoir été lu le mardi 12 mars 2024 10:11:32.";
    expect((await explain(text)).sentence).toMatch(/deleted without being shown/);
  });
  test.each([
    `${header("Frage", "Carol <carol@example.com>")}Das Angebot wurde abgelehnt. Schreib an bob@example.org.`,
    `${header("Letto: il libro", "Carol <carol@example.com>")}Ho letto il libro di 300 pagine, ne parliamo.`,
    `${header("Su pedido", "Tienda <tienda@example.org>")}Su pedido se ha retrasado; aún no se ha entregado.`,
    `${header("Newsletter", "News <news@example.org>")}Ihr Konto wartet auf Bestätigung. Klicken Sie auf den Link.`,
    header("Contraseña", "Tienda <noreply@example.org>") +
      "Hemos recibido tu solicitud. Este es un mensaje automático.",
    `${header("订单", "Shop <shop@example.org>")}您的订单延迟发货,请联系 shop@example.org。`,
  ])("and a letter is a letter: %s", async (text) => expect(await told(text)).toEqual(["headers"]));
  test.each([
    "La liste est réservée aux abonnés, comment m'inscrire ?",
    "Wie lange wartet man auf Freigabe durch den Moderator?",
  ])("nor is a question: %s", async (text) => expect(await told(text)).toEqual(["unknown"]));
});

test.each([
  [
    "'talk@lists.example.com' posta listesine gönderdiğiniz\n\n    Teklif\n\nkonusundaki e-postanız liste moderatörü onay için gözden\ngeçirene kadar bekletiliyor.",
    "local.list-dropped",
  ],
  [
    "From: SYMPA <sympa@lists.example.com>\nSubject: Distribution\n\nLa diffusion de messages dans la liste est réservée aux abonnés.",
    "rcpt.restricted",
  ],
  [
    "From: LISTSERV <LISTSERV@lists.example.com>\nSubject: Rejected posting\n\nYou are not authorized to send mail to the TALK list from your account.",
    "rcpt.restricted",
  ],
  [
    "Subject: Messaggio a talk@lists.example.com negato: Offerta\nFrom: talk+owner@lists.example.com\n\nNon è stato possibile consegnare alla lista il messaggio da\n<alice@sender.example> perché un moderatore lo ha rifiutato.",
    "local.list-dropped",
  ],
])("the program of a list speaks its members' language: %s", async (text, cause) => {
  const { kind, recipients } = await explain(text);
  expect({ kind, recipients }).toMatchObject({ kind: "auto-reply", recipients: [{ cause }] });
});

test("who must confirm that he is no machine holds the message up himself", async () => {
  const text = `${header("Bestätigung erforderlich: Angebot")}Ihre Nachricht an bob@example.com wird zurückgehalten, bis Sie bestätigen, dass Sie der Absender sind. Bitte klicken Sie auf den folgenden Link: https://verify.example/a`;
  expect((await explain(text)).recipients).toMatchObject([
    { address: "bob@example.com", cause: "local.quarantined", party: "sender" },
  ]);
});

describe("a receipt in words is one in each language, whatever its words are (Roundcube)", () => {
  test.each([
    "これはあなたが送信したメッセージに対する開封確認です。\nTo: bob@example.com\n\n受信者がメッセージを読んだり、内容を理解したと保証するものではありません。",
    "Aceasta este o confirmare de primire a mesajului dumneavoastră.\nTo: bob@example.com\n\nNu există nici o garanţie că destinatarul a citit sau a înţeles conţinutul.",
    "هذا إيصال بقراءة رسالتك\nTo: bob@example.com",
    "Detta är ett läskvitto\nTo: bob@example.com",
  ])("%s", async (text) => expect(await told(text)).toEqual(["auto-reply"]));
});

describe("short reasons", () => {
  test.each([
    [
      "bob@example.com へのメールは配信できませんでした。理由: このアドレスに送信する権限がありません",
      "rcpt.restricted",
    ],
    ["Ваше письмо для bob@example.com не доставлено. Причина: превышена квота", "rcpt.quota"],
    ["bob@example.com adresine iletiniz teslim edilemedi. Neden: alan adı bulunamadı.", "dns.nxdomain"],
    ["Ditt meddelande till bob@example.com kunde inte levereras. Orsak: okänd användare.", "rcpt.user-unknown"],
  ])("are not those of others: %s", async (text, cause) =>
    expect(await told(text)).toEqual(["bounce", `bob@example.com ${cause}`]),
  );
});

test("a notice that says no reason, but begins as only notices do, names whom it failed", async () => {
  const text =
    "Nachricht blockiert\n\nIhre Nachricht an bob@example.com wurde blockiert. Weitere Informationen finden Sie unten.";
  expect(await told(text)).toEqual(["bounce", "bob@example.com null"]);
});

test("a list that is not there has no moderator", async () => {
  const text =
    "From: SYMPA <sympa@lists.example.com>\nSubject: List unknown\n\nL'adresse suivante n'est pas une liste connue :\n\n    talkk@lists.example.com\n";
  expect(await told(text)).toEqual(["bounce", "talkk@lists.example.com rcpt.user-unknown"]);
});

test.each([
  "The fair is being held in Rome. Click here to confirm your seat: https://fair.example/a",
  "Votre commande est en attente, confirmez en cliquant sur ce lien : https://boutique.example/a",
  "Ihre Bestellung wird zurückgehalten, bis Sie bestätigen: https://shop.example/a",
])("what else is held is no message: %s", async (text) => {
  expect(await told(`${header("News", "Shop <shop@example.org>")}${text}\n`)).toEqual(["headers"]);
});

test("a bounce of a receipt is a bounce", async () => {
  const text = `${header("Gelesen: Angebot", "postmaster@example.com")}Ihre Nachricht an bob@example.com konnte nicht zugestellt werden.\nbob wurde unter example.com nicht gefunden.\nBetreff: Gelesen: Angebot\n`;
  expect(await told(text)).toEqual(["bounce", "bob@example.com rcpt.user-unknown"]);
});
