/** What programs of mailing lists say in other languages than English: Mailman, Sympa and mlmmj, whose texts are translated. */

const joined = (by: Readonly<Record<string, string>>): RegExp => new RegExp(Object.values(by).join("|"), "i");

/** That a moderator must let it through. */
export const heldByModerator = joined({
  german:
    "vor der weiterleitung eine moderation|nachricht an .{1,330} wartet auf (?:bestätigung|freigabe|genehmigung)|zurückgehalten,? bis .{0,40}moderator|wurde an (?:den|die|den/die) moderator.{0,20}weitergeleitet",
  french:
    "message à .{1,330} attend (?:l'approbation|d'être approuvé|la validation)|en attente de validation par un modérateur|a été transmis aux?(?:\\(x\\))? modérateur|demandé aux modérateurs de le contrôler",
  spanish: "retenido hasta que el moderador|enviado al moderador tu mensaje|pidió que los moderadores",
  iberian:
    "retingut fins que el moderador|reenviat als moderadors|editoreei birbidali|diriximos ao moderador|transmés al\\(s\\) moderator",
  italian:
    "messaggio a .{1,330} attende l'approvazione|trattenuto fino a quando il moderatore|e(?:'|̀)? ?stato inoltrato ai moderatori|è stato inoltrato ai moderatori|ai moderatori è stato richiesto di controllarlo",
  portuguese:
    "ser retid[oa] até que o moderador|sendo retid[oa] até que o moderador|encaminhada para os/as moderadores|os moderadores ainda não a publicaram",
  dutch:
    "is doorgestuurd naar de moderator|wacht op goedkeuring van de moderator|vastgehouden totdat de (?:lijst)?moderator",
  polish: "została przekazana (?:redaktor|moderator)|oczekuje na (?:akceptację|zatwierdzenie) moderatora",
  czech:
    "přidržen ke kontrole moderátorem|moderátoři konference byli kontaktováni|sa pozastavuje, kým ju schváli moderátor|moderátori požiadaní o jej",
  nordic: "har skickats vidare till (?:redaktör|moderator)",
  finnish: "on välitetty listan toimittajille|moderaattorin on hyväksyttävä",
  hungarian: "a szerkesztő.{0,12}továbbításra került|a moderátor jóváhagyására vár",
  russian: "было переслано модераторам|ожидает (?:одобрения|подтверждения) модератор",
  turkish: "moderatörü onay için .{0,40}bekletil",
  greek: "έχει προωθηθεί στους συντονιστές|διαβαστεί και να επιβεβαιωθεί από κάποιον διαχειριστή",
  estonian: "saadeti edasi listi toimetaja",
  vietnamese: "chuyển tiếp cho biên tập",
  hebrew: "מעוכבת עד שגופי הפיקוח",
  japanese: "モデレータ ?(?:\\(たち\\) ?)?に回送",
  chinese: "已被搁置|转发到了编辑|轉發到了編輯|直到列表版主|需要版主审核",
  korean: "목록 중재자가 승인을 위해|편집자에 전달되었습니다",
});

/** That it takes messages of its members, or of some of them, alone. */
export const takesMembers = joined({
  german:
    "liste(?=[\\s,]).{0,40}(?:ist auf abonnenten beschränkt|nicht abonniert haben)|weil sie die liste nicht abonniert|aufgrund der vom listenadministrator aufgestellten zugangsregeln|nicht berechtigt, (?:nachrichten )?an diese liste",
  french:
    "réservée aux (?:abonnés|modérateurs)|vous n'êtes pas un inscrit de la liste|règle d'accès définie par l'administrateur|pas autorisée? à (?:envoyer|écrire|poster).{0,40}liste|seuls les abonnés peuvent",
  spanish:
    "restringida a los suscriptores|restringida al moderador|nun yes suscriptor de la llista|no es(?:tá)? (?:suscrito|suscriptor)",
  italian:
    "limitata (?:agli iscritti|ai moderatori)|perché non sei iscritto|regola di accesso impostata dall'amministratore",
  portuguese:
    "restrita aos (?:membros|moderadores)|porque você não faz parte da lista|regra criada por um administrador",
  dutch: "beperkt tot (?:lijstabonnees|moderatoren)|alleen (?:abonnees|leden) (?:mogen|kunnen)",
  polish: "dostępne dla (?:jej subskrybentów|moderatorów listy)",
  czech:
    "není v seznamu členů konference|přístupovými právy ke konferenci|nie ste abonentom diskusie|nastavených prístupových pravidiel",
  nordic: "begränsad till list(?:prenumeranter|moderatorer)",
  finnish:
    "rajoitettu listan (?:tilaajille|moderaattoreille)|et ole postituslistan tilaaja|postitusoikeudet eivät sallineet",
  iberian:
    "restringit als subscriptors|harpidedunei mugatuta|restrinxida aos subscritores|limitada als abonats|regla d'accesu configurada",
  estonian: "saata vaid tellijad",
  vietnamese: "hạn chế thành những người đăng ký",
  korean: "메시지 배포 가입자를",
  hungarian: "csak a listatagok számára engedélyezett",
  russian: "рассылку разрешена только её? ?подписчикам",
  greek: "δεν είστε εγγεγραμμένος στη λίστα|επιτρέπεται μόνο στους συνδρομητές",
  japanese: "リストの読者だけ",
  chinese: "仅限邮件列表订阅者|僅限郵件列表訂閱者|您不是列表订户|管理员设置了权限规则",
});

/** That a moderator or a rule of the list refused it. */
export const refusedByList = joined({
  german:
    "vom moderator .{0,20}abgelehnt|durch den moderator .{0,400}abgelehnt|an die mailingliste .{1,330} wurde mit folgender begründung abgelehnt|von einem listenmoderator abgewiesen|nachricht an \\S{1,330} wurde abgewiesen|konnte nicht über die liste verteilt werden",
  french:
    "(?:rejeté|refusé) par .{0,330}modérateur|liste de diffusion \\S{1,330} a été rejeté|parce qu'un modérateur l'a rejeté|n'a pas pu être délivré à la liste|message à \\S{1,330} refusé",
  spanish: "rechazado por el moderador|a la lista de correos \\S{1,330} ha sido rechazado|un moderador refugólu",
  iberian:
    "a la llista de correu \\S{1,330} s'ha rebutjat|rebutjat pel moderador|gaitzetsi du|rexeitada polo moderador|refusat per .{1,330} moderator|nun se pudo entregar a la llista",
  estonian: "lükati tagasi moderaatori",
  vietnamese: "từ chối bởi điều tiết viên",
  italian:
    "(?:rifiutat\\w|respint\\w) dal moderatore|alla mailing list \\S{1,330} è stato rifiutato|un moderatore lo ha rifiutato|consegnare alla lista il messaggio",
  portuguese:
    "rejeitada pelo moderador|lista de discussão \\S{1,330} foi rejeitada|um moderador a rejeitou|não foi entregue na lista",
  dutch: "afgewezen door de moderator",
  polish: "odrzucona przez moderatora",
  czech:
    "do mailing-listu \\S{1,330} byl odmítnut|zamítnuta moderátorem|zamitnuta moderatorem|konferenciu \\S{1,330} bola odmietnutá|moderátor nepovolil",
  nordic: "avslagits av moderatorn",
  finnish: "moderaattori esti viestin|on hylätty tarkistuksessa|ei voitu välittää postituslistalle",
  hungarian: "a szerkesztő .{0,330}visszautasította",
  russian: "отвергнуто модератором",
  turkish: "posta listesine mesajınız .{0,60}reddedildi",
  greek: "απορριφθεί από τον συντονιστή|διαχειριστές της λίστας το απέρριψε|δεν παραλήφθηκε από τη λίστα",
  hebrew: "לרשימת הדיוור \\S{1,330} נדחתה",
  japanese: "モデレータ .{0,330}拒否",
  chinese: "邮件列表的消息已被以下原因拒绝|被监管员.{0,330}拒绝|被監管員.{0,330}拒絕|有版主否决了该邮件|无法投递到列表",
  korean: "중재자.{0,330}거부|메일 ?링 ?리스트에 대한 귀하의 메시지는 .{0,40}거절",
});
