/** What receipts, reports of success and answers of machines say in words, where no part for programs stands beside them: by language. */

const joined = (by: Readonly<Record<string, string>>): RegExp => new RegExp(Object.values(by).join("|"), "i");

/** That the message was shown to somebody: Outlook, Thunderbird, Roundcube, which reports in each of its languages. */
export const shownWords = joined({
  english:
    "this is a return receipt for (?:the mail|your message)|your message\\s.{0,400}\\swas read on |receipt only acknowledges that the message was displayed",
  german:
    "(?:dies|dieses|das) ist eine (?:empfangs|lese)bestätigung für|ihre nachricht\\s.{0,400}\\swurde am .{4,60} gelesen|empfangsbestätigung sagt nur aus",
  french:
    "(?:ceci est|voici) un (?:accusé de réception|avis d'ouverture)|votre message\\s.{0,400}\\sa été lu le |accusé de réception indique seulement",
  italian:
    "(?:questa|la presente) è (?:la|una) ricevuta di (?:ritorno|lettura)|il (?:suo )?messaggio\\s.{0,400}\\sè stato letto il|ricevuta di ritorno attesta solamente",
  spanish:
    "(?:este|esta|esto) es (?:un|una) (?:acuse de recibo|notificación de lectura|confirmación de (?:lectura|recepción))|(?:el|su) mensaje\\s.{0,400}\\s(?:ha sido|fue|se ha) leído el|acuse de recibo sólo confirma",
  portuguese: "(?:esta|isto|este) é (?:uma?|o) (?:confirmação|recibo) de leitura|sua mensagem\\s.{0,400}\\sfoi lida em",
  dutch: "(?:dit|dir) is een on?t?vangstbevestiging (?:voor|van)|uw bericht\\s.{0,400}\\s(?:is|werd) gelezen op",
  polish:
    "to jest potwierdzenie (?:dostarczenia|otrzymania|odbioru|odczytania)|potwierdzenie dostarczenia wiadomości oznacza tylko|(?:twoja|twoją) wiadomość\\s.{0,400}\\szostała (?:przeczytana|odczytana)",
  czech:
    "toto je potvrzení o (?:přijetí|přečtení)|toto je potvrdenie o doručení|vaše zpráva\\s.{0,400}\\sbyla přečtena",
  swedish: "(?:detta|det här) är ett (?:mottagnings|mottagar|läs)kvitto|ditt meddelande\\s.{0,400}\\slästes den",
  danish: "dette er en kvittering for at din (?:besked|meddelelse|e-post)|din meddelelse\\s.{0,400}\\sblev læst",
  norwegian: "dette er (?:en|ein) (?:lese|retur)?-?kvittering for|meldingen\\s.{0,400}\\sble lest",
  finnish: "tämä (?:viesti )?on (?:luku)?kuittaus|viestisi\\s.{0,400}\\sluettiin",
  hungarian: "ez az üzenete olvasási visszaigazolása|az ön üzenet\\S{0,3}\\s.{0,400}\\selolvas",
  russian:
    "это уведомление о прочтении|ваше сообщение\\s.{0,400}\\s(?:было )?прочитано|уведомление означает только, что сообщение было открыто",
  ukrainian: "(?:сповіщення|повідомлення|підтвердження) про прочитання ваш",
  turkish: "letinizin okundu onayı|bu,? .{0,30}(?:okundu|alındı) (?:bilgisi|bildirimi)|letiniz\\s.{0,400}\\sokundu",
  greek: "αυτ[όή] είναι μια (?:αναφορά παράδοσης|απόδειξη ανάγνωσης)|το μήνυμά σας\\s.{0,400}\\sδιαβάστηκε",
  romanian: "acesta? este o confirmare de (?:primire|citire)",
  croatian: "ovo je (?:potvrda o (?:primitku|čitanju)|povratnica)",
  slovene: "to je potrdilo o branju",
  japanese: "開封確認です|開封されました|に対する開封",
  chinese: "已于.{4,40}(?:阅读|閱讀|读取)|(?:这|這)是.{0,20}(?:已读|已讀|阅读|閱讀|回执|回條)",
  korean: "읽음 확인입니다|에 읽었습니다",
  arabic: "إيصال بقراءة رسالتك|يُعلمك هذا الإيصال",
  persian: "این یک رسید|يک رسید بازگشت",
  hebrew: "אישור קבלה להודעתך|אישור קריאה",
  iberian:
    "devolución del avisu de recibu|confirmació de (?:recepció|lectura) per|jasotze-agiria da|notificación da entrega da túa|confirmation del reception de",
  celtic: "testeni-degemer|gadarnhad o dderbyn",
  baltic:
    "kättesaamiskinnitus|lugemiskinnitus|pažyma, patvirtinanti, jog buvo perskaityt|vēstules saņemšanas apstiprinājums",
  balkan:
    "обратна разписка относно|известување за вашата порака|обавештење о приспећу|потврда о читању|dëftesë kthimi|confirmare de (?:primire|citire) a mesajului",
  belarusian: "пацвярджэнне (?:атрымання|прачытання)",
  caucasian: "ընթերցման ծանուցագիր|მიღების დასტური|oxunulduğu haqda",
  southAsian: "পেয়েছেন তার রসিদ|संदेशाची पोच पावती|திரும்பு சீட்டு|ලැබීම් ලදුපතයි",
  southEastAsian:
    "tanda terima untuk pesan|resip balasan untuk|การตอบรับการอ่าน|sự trả lại xác nhận cho thư|xác nhận đã đọc",
  smaller:
    "legokonfirmo de via|afturvend kvittan|untfangstbewiis|kvittun fyrir skilaboðin|empfanksbestätegung fir|rapora vegerîna peyama",
});

/** That it was taken out of the mailbox, and shown to nobody. */
export const unreadWords =
  /was deleted without being read|(?:ungelesen gelöscht|gelöscht,? ohne (?:gelesen|angezeigt))|supprimé sans avoir été lu|(?:eliminato|cancellato) senza essere (?:stato )?lett|(?:eliminado|eliminó) sin (?:haber sido )?le[ií]|(?:excluída|eliminada) sem (?:ter sido |ser )?lida|verwijderd zonder (?:te zijn )?gelezen|usunięt\S bez (?:przeczytania|odczytania)|raderades utan att (?:ha )?läs|slettet uten å (?:bli|ha) lest|slettet uden at (?:være|blive) læst|удалено (?:без прочтения|непрочитанным)|開封されずに削除|未(?:阅读|閱讀|读)(?:即|就|便)?(?:被)?(?:删除|刪除)|읽지 않고 삭제/i;

/** In front of the subject, as Outlook writes it: with words of a receipt in another language than those above. */
export const receiptSubject =
  /^(?:read|not read|gelesen|nicht gelesen|ungelesen|lu|non lu|letto|non letto|leído|no leído|lida|não lida|gelezen|niet gelezen|przeczytano|przeczytane|nieprzeczytane|läst|oläst|læst|ulæst|lest|ulest|luettu|lukematta|přečteno|nepřečteno|olvasott|olvasatlan|прочитано|не прочитано|okundu|okunmadı|開封済み|未開封|已读|已讀|未读|未讀|읽음|읽지 않음|αναγνώστηκε|citit|necitit) ?[:：] ?\S/i;

/** The line of its body that names the subject. */
export const receiptLines =
  /\s(?:subject|betreff|objet|oggetto|asunto|assunto|onderwerp|temat|ämne|emne|aihe|předmět|tárgy|тема|konu|件名|主题|主旨|제목|θέμα|subiect) ?[:：] ?\S/i;

/** What a daemon says of a message that arrived, where it was asked to (RFC 3461), without a report for programs. */
export const successWords = joined({
  english:
    "(?:message|mail) (?:has been|was) (?:successfully )?(?:delivered|relayed) to|delivery to (?:these|the following) recipients? (?:or groups? )?(?:is complete|was successful)|successfully delivered to the destination",
  german:
    "wurde (?:erfolgreich )?an (?:die |den )?folgenden? empfänger (?:oder gruppen )?(?:zugestellt|übermittelt|weitergeleitet)|zustellung an (?:diese|(?:die )?folgenden?) empfänger .{0,40}abgeschlossen",
  french:
    "a été (?:remis|distribué|transmis) aux? destinataires? suivants?|la remise à ces destinataires .{0,40}terminée",
  italian:
    "è stato (?:recapitato|inoltrato) ai seguenti destinatari|recapito (?:a questi|ai seguenti) destinatari .{0,40}completato",
  spanish:
    "se (?:entregó|ha entregado) el mensaje a los siguientes|(?:su|el) mensaje (?:se ha entregado|fue entregado) a los siguientes|se completó la entrega a (?:estos|los siguientes) destinatarios",
  dutch: "is bezorgd bij de volgende|bezorging (?:bij|aan) (?:deze|de volgende) geadresseerden .{0,40}voltooid",
  portuguese:
    "entregue aos seguintes destinatários|entrega (?:para|a) (?:estes|esses|os seguintes) destinatários .{0,40}(?:concluída|completa)",
  polish:
    "została dostarczona do następujących adresatów|dostarczanie do (?:tych|następujących) adresatów .{0,40}zakończone",
  nordic:
    "har levererats till följande mottagare|leveransen till .{0,40}mottagare .{0,40}slutförd|er leveret til følgende modtagere|er levert til følgende mottakere",
  finnish: "on toimitettu seuraaville vastaanottajille",
  czech: "byla doručena následujícím příjemcům|doručení .{0,60}příjemcům .{0,40}dokončeno",
  hungarian: "kézbesítve a következő címzettek",
  russian: "доставлено следующим получателям|доставка следующим получателям .{0,40}завершена",
  turkish: "aşağıdaki alıcılara teslim edildi",
  japanese: "次の受信者(?:またはグループ)?(?:に|への配信が).{0,12}(?:配信され(?:まし)?た|完了)",
  chinese: "(?:邮件|郵件).{0,10}已(?:传递|送达|傳遞)(?:到|给|給)(?:以下|下列)|已完成(?:向)?(?:以下|这些)收件人",
  korean: "다음 받는 사람에게 배달되었습니다",
  pec: "consegnato nella casella di destinazione",
});

/** Who certifies mail in Italy (PEC) says first that he took it, and of its arrival by another receipt. */
export const takenWords = /ricevuta di accettazione\b.{0,600}è stato accettato dal sistema/i;

/** Before the subject of an answer that an absent person's program gives. */
export const awayTongues =
  /abwesend:|automaattinen vastaus|automatikus válasz|αυτόματη απάντηση|자동 ?(?:회신|응답)|automatická odpoveď|räspuns automat|răspuns automat|автоматичен отговор|автоматична відповідь|автовідповідь|automatski odgovor|samodejni odgovor|automatinis atsakymas|automātiska atbilde|automaatvastus|מענה אוטומטי|תשובה אוטומטית|رد تلقائي|ตอบกลับอัตโนมัติ|trả lời tự động|balasan otomatis|resposta automàtica|poissa (?:toimistolta|töistä)|házon kívül|frånvar|fravær|自动答复|自動答覆|不在通知|부재중/i;

/** That a request came in, and got a number. */
const ticket = joined({
  english:
    "\\b(?:ticket|case|request|inquiry|enquiry)\\b.{0,120}(?:has been (?:created|received|opened|assigned|logged)|was (?:created|received|opened))|thank you for (?:contacting|your (?:message|request|inquiry|e-?mail))",
  german:
    "(?:anfrage|e-?mail|nachricht|ticket)\\b.{0,120}(?:wurde (?:erfasst|erstellt|angelegt|eröffnet)|ist (?:bei uns )?eingegangen|haben wir erhalten)|haben ihre (?:anfrage|e-?mail|nachricht) erhalten",
  french:
    "(?:demande|ticket|message)\\b.{0,120}(?:a été (?:créé|enregistré|reçu|prise? en compte)|vous a été attribué)|nous avons (?:bien )?reçu votre",
  italian:
    "abbiamo ricevuto la (?:sua|tua|vostra) (?:richiesta|e-?mail)|(?:richiesta|ticket)\\b.{0,120}(?:è stat[oa] (?:creat|apert|registrat|ricevut))",
  spanish:
    "hemos recibido (?:tu|su) (?:solicitud|mensaje|correo|consulta)|(?:ticket|solicitud)\\b.{0,120}(?:se ha creado|ha sido cread|fue cread)",
  portuguese:
    "recebemos (?:a )?sua (?:solicitação|mensagem)|(?:chamado|ticket)\\b.{0,120}(?:foi (?:criad|abert|registrad))",
  dutch:
    "(?:we|wij) hebben uw (?:bericht|vraag|e-?mail|aanvraag) ontvangen|(?:ticket|aanvraag)\\b.{0,120}is (?:aangemaakt|geregistreerd)",
  polish: "(?:zgłoszenie|wiadomość)(?=\\s).{0,120}został[oa] (?:przyjęt|zarejestrowan|utworzon)",
  russian: "ваш[ае]? (?:запрос|обращение|заявка|письмо)\\s.{0,120}(?:принят|получен|зарегистрирован)",
  chinese: "(?:已收到|收到了)您的(?:邮件|郵件|来信|請求|请求)|您的(?:邮件|郵件|来信)已(?:经)?收到",
  japanese: "お問い合わせ(?:を|が)?.{0,12}(?:受け付け|受付)",
});
/** That a machine wrote it. */
const automatic =
  /automatische (?:bestätigung|antwort|nachricht|e-?mail)|automatisch (?:erstellt|generiert|erzeugt|versendet|antwoord)|automatic(?:ally)? (?:generated|message|reply|response|confirmation)|auto-?generated|message automatique|réponse automatique|généré automatiquement|messaggio automatico|risposta automatica|generat[oa] automaticamente|mensaje automático|correo automático|respuesta automática|mensagem automática|wiadomość (?:została wygenerowana )?automatyczn|автоматическ|не отвечайте на это письмо|do not reply|自动(?:发送|回复|生成)|自動(?:送信|返信)|ticket ?(?:#|nr|n\.|no|number|id|nummer|numéro|número)/i;

/** The number under which it is kept: who only thanks for a wish may answer a form of his own. */
const numbered =
  /(?:ticket|vorgang|fall|anfrage|case|request|incident|demande|dossier|richiesta|pratica|solicitud|caso|chamado|aanvraag|zgłoszeni|обращени|заявк|工单|受付)\S{0,12}[ :]{0,3}(?:#|nr\.?|n\.|n°|nº|no\.?|id|number|numéro|número|numero|nummer|№)?.{0,24}\d{2}/i;

/** An acknowledgement of a system of tickets or the like. */
export const isAcknowledged = (words: string): boolean =>
  ticket.test(words) && automatic.test(words) && numbered.test(words);

/** That a message waits until its sender shows himself, by a link or an answer. */
export const heldTongues = joined({
  english:
    "(?:message|mail)\\b.{0,60}(?:is|are) being held\\b.{0,200}(?:click|verif|confirm)|held because the address .{1,330} has not been verified|allow incoming messages only from senders|list of approved senders",
  german:
    "(?:nachricht|e-?mail)\\b.{0,120}zurückgehalten,? bis sie (?:bestätigen|sich)|klicken sie .{0,60}link.{0,40}ihre (?:nachricht|e-?mail) zuzustellen",
  french: "(?:message|courriel)\\b.{0,120}(?:en attente|retenu)\\b.{0,200}(?:authentifier|cliquant)",
  italian:
    "(?:messaggio|mail)\\b.{0,120}(?:trattenut|in attesa)\\S?(?=\\s).{0,200}(?:conferm|cliccando|verific).{0,80}(?:mittente|link)",
  spanish:
    "(?:mensaje|correo)\\b.{0,120}(?:retenido|en espera|pendiente)\\b.{0,200}(?:confirm|haga clic|haciendo clic|verifi).{0,80}(?:enlace|remitente|envío)",
  portuguese: "mensagem\\b.{0,120}(?:ainda não foi entregue|retida)\\b.{0,200}confirme",
  dutch:
    "(?:bericht|e-?mail)\\b.{0,120}(?:vastgehouden|in de wacht)\\b.{0,200}(?:bevestig|klik).{0,80}(?:link|afzender)",
  polish: "wiadomość(?=\\s).{0,120}(?:wstrzyman|oczekuje)\\S{0,3}.{0,200}(?:potwierd|kliknij).{0,80}(?:link|nadawc)",
  russian: "(?:письмо|сообщение)\\s.{0,120}(?:задержано|ожидает)\\s.{0,200}(?:подтверд|перейдите по ссылке)",
});
