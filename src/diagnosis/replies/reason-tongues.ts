/** Short reasons, as servers and gateways give them behind "reason:", by cause and language: where one is missing, it is added here. */
import type { CauseId } from "../causes.ts";
import type { WordsRow } from "./words-row.ts";

interface Reason {
  readonly text: string;
  /** As it is said; each must fit. */
  readonly samples: readonly string[];
}

const row = (cause: CauseId, by: Readonly<Record<string, Reason>>): WordsRow => ({
  cause,
  text: new RegExp(
    Object.values(by)
      .map(({ text }) => text)
      .join("|"),
    "i",
  ),
  samples: Object.values(by).flatMap(({ samples }) => samples),
});
const of = (text: string, ...samples: readonly string[]): Reason => ({ text, samples });

/** The first row that fits speaks: of a right or a name, before of somebody who is not there. */
export const reasonTongues: readonly WordsRow[] = [
  row("rcpt.restricted", {
    nordic: of(
      "(?:behörighet|tilladelse|tillatelse) (?:att|til (?:at|å)) (?:skicka|skrive|sende)",
      "du har inte behörighet att skicka till adressen",
      "du har ikke tilladelse til at skrive til adressen",
      "du har ikke tillatelse til å sende til adressen",
    ),
    finnish: of("ei ole oikeutta lähettää", "sinulla ei ole oikeutta lähettää tähän osoitteeseen"),
    hungarian: of("nincs jogosultsága", "nincs jogosultsága erre a címre írni"),
    ukrainian: of("немає прав", "у вас немає прав писати на цю адресу"),
    turkish: of("gönderme (?:izniniz|yetkiniz) yok", "bu adrese gönderme izniniz yok"),
    greek: of("δεν έχετε (?:δικαίωμα|άδεια)", "δεν έχετε δικαίωμα αποστολής σε αυτή τη διεύθυνση"),
    romanian: of("nu aveți permisiunea", "nu aveți permisiunea de a scrie la această adresă"),
    japanese: of("権限がありません", "このアドレスに送信する権限がありません"),
    chinese: of("(?:没有|沒有|无|無)(?:发送)?(?:权限|權限)", "您没有权限发送到此地址"),
    korean: of("권한이 없습니다", "이 주소로 보낼 권한이 없습니다"),
  }),
  row("dns.nxdomain", {
    german: of(
      "\\b(?:domain|domäne)\\b(?!.{0,20}absender).{0,80}\\b(?:nicht (?:registriert|auffindbar|bekannt|vergeben)|existiert nicht|gibt es nicht|unbekannt)",
      "die Domain gone.example ist nicht registriert",
    ),
    french: of(
      "\\bdomaine\\b(?!.{0,25}expéditeur).{0,80}(?:n'est pas enregistré|n'existe pas|inconnu|inexistant)",
      "le domaine gone.example n'est pas enregistré",
    ),
    italian: of(
      "\\bdominio\\b(?!.{0,20}mittente).{0,80}\\b(?:non (?:è registrat|esist|risulta)|inesistente)",
      "il dominio gone.example non è registrato",
    ),
    spanish: of(
      "\\bdominio\\b(?!.{0,20}remitente).{0,80}\\b(?:no (?:está registrad|existe)|inexistente)",
      "el dominio gone.example no está registrado",
    ),
    nordic: of(
      "domän\\S{0,3} (?:finns inte|okänd)|domæne\\S{0,2} findes ikke|domene\\S{0,2} finnes ikke",
      "domænet findes ikke",
      "domenet finnes ikke",
    ),
    finnish: of("verkkotunnus\\S{0,2} ei (?:löydy|ole)", "verkkotunnusta ei löydy"),
    hungarian: of("tartomány\\S{0,2} nem (?:létezik|található)", "a tartomány nem létezik"),
    ukrainian: of("домен\\S{0,2} (?:не знайдено|не існує)", "домен не знайдено"),
    turkish: of("alan adı (?:bulunamadı|yok|mevcut değil)", "alan adı bulunamadı"),
    greek: of("(?:τομέας|όνομα τομέα) δεν (?:υπάρχει|βρέθηκε)", "ο τομέας δεν υπάρχει"),
    romanian: of("domeniul nu (?:există|a fost găsit)", "domeniul nu există"),
    korean: of("도메인.{0,8}(?:없|찾을 수)", "도메인을 찾을 수 없습니다"),
  }),
  row("connect.timeout", {
    german: of(
      "zeitüberschreitung|(?:mail)?server .{0,60}(?:nicht erreichbar|nicht geantwortet|antwortet nicht)",
      "Zeitüberschreitung bei der Verbindung",
      "Server nicht erreichbar",
      "weil der Mailserver von firma.example nicht geantwortet hat",
    ),
    french: of("serveur .{0,40}(?:injoignable|ne répond pas)|délai .{0,30}dépassé", "serveur injoignable"),
    italian: of(
      "connessione (?:scaduta|in timeout)|impossibile (?:connettersi|stabilire la connessione)|server .{0,40}non (?:risponde|raggiungibile)",
      "connessione scaduta",
      "impossibile connettersi al server",
    ),
    dutch: of(
      "verbinding .{0,30}(?:verlopen|time-?out)|server .{0,30}niet bereikbaar",
      "verbinding verlopen: time-out",
    ),
    czech: of("vypršel časový limit|časový limit .{0,20}vypršel|server neodpovídá", "vypršel časový limit spojení"),
    nordic: of(
      "tidsgränsen .{0,30}överskr|fik timeout|tidsavbrudd|(?:servern|serveren) svarar? ikke|servern svarar inte",
      "tidsgränsen för anslutningen överskreds",
      "forbindelsen fik timeout",
      "tidsavbrudd for tilkoblingen",
    ),
    finnish: of("aikakatka", "yhteys aikakatkaistiin"),
    hungarian: of("időtúllépés|a kiszolgáló nem válaszol", "időtúllépés"),
    ukrainian: of("час очікування .{0,12}(?:вичерпано|минув)|сервер не відповідає", "час очікування вичерпано"),
    turkish: of("zaman aşımı", "bağlantı zaman aşımına uğradı"),
    greek: of("λήξη χρονικού ορίου|χρονικό όριο .{0,20}έληξε", "λήξη χρονικού ορίου σύνδεσης"),
    romanian: of("timpul de așteptare a expirat|serverul nu răspunde", "timpul de așteptare a expirat"),
    korean: of("시간 ?초과|연결할 수 없", "연결 시간 초과"),
  }),
  row("greeting.dnsbl", {
    german: of(
      "\\bip\\b.{0,40}(?:blacklist|sperrliste|schwarz)|\\b(?:rechner|server|ip|adresse|host)\\b.{0,80}\\bgelistet\\b",
      "IP-Adresse auf Blacklist",
      "der Rechner 192.0.2.9 ist bei bl.example.org gelistet",
    ),
    french: of(
      "\\b(?:serveur|adresse|ip)\\b.{0,80}\\blistée? (?:sur|chez|par|dans)\\b",
      "votre adresse est listée sur bl.example.org",
    ),
    italian: of(
      "\\b(?:server|indirizzo|ip)\\b.{0,80}\\b(?:elencat|listat)[oa] (?:su|in|da|presso)\\b",
      "indirizzo IP elencato in bl.example.org",
    ),
    spanish: of(
      "\\b(?:servidor|dirección|ip)\\b.{0,80}\\blistad[oa] en\\b|lista de bloqueos?\\b|lista di blocco\\b|liste de blocage\\b",
      "su dirección IP está listada en bl.example.org",
      "está en una lista de bloqueo",
    ),
    czech: of("čern\\S{1,2} listin", "IP adresa na černé listině"),
    nordic: of(
      "svartlist|svartelist|blacklist(?:et|ad)|sortlist",
      "IP-adressen är svartlistad",
      "IP-adressen er svartelistet",
      "IP-adressen er blacklistet",
    ),
    finnish: of("mustalla listalla|estolista", "IP-osoite mustalla listalla"),
    hungarian: of("feketelist", "az IP-cím feketelistán van"),
    ukrainian: of("чорн\\S{2,3} спис", "IP-адреса у чорному списку"),
    turkish: of("kara liste", "IP adresi kara listede"),
    greek: of("μαύρη λίστα", "η διεύθυνση IP είναι σε μαύρη λίστα"),
    romanian: of("lista neagră", "adresa IP pe lista neagră"),
    korean: of("블랙리스트", "IP가 블랙리스트에 등록됨"),
  }),
  row("eod.virus", {
    ukrainian: of("вірус", "виявлено вірус"),
    turkish: of("virüs", "virüs bulundu"),
    greek: of("(?:^|\\s)(?:ιός|ιό|ιού)(?=$|[\\s.,;])", "εντοπίστηκε ιός"),
  }),
  row("eod.attachment", {
    portuguese: of("anexo.{0,60}não (?:é )?permitid", "o anexo factura.exe não é permitido"),
    polish: of("niedozwolon\\S{1,3} załącznik", "niedozwolony załącznik"),
    czech: of("(?:nepovolen|zakázan)\\S{1,2} příloh", "nepovolená příloha"),
    nordic: of(
      "otillåt\\S{2,3} bilag|vedhæftet fil .{0,20}ikke tilladt|vedlegg\\S{0,2} .{0,20}ikke tillatt",
      "otillåten bilaga",
      "vedhæftet fil ikke tilladt",
      "vedlegg ikke tillatt",
    ),
    finnish: of("liite .{0,12}ei ole sallittu", "liite ei ole sallittu"),
    hungarian: of("nem engedélyezett (?:melléklet|csatolmány)", "nem engedélyezett melléklet"),
    russian: of("запрещ[её]нн\\S{2} вложени", "запрещённое вложение"),
    ukrainian: of("заборонен\\S{1,2} вкладення", "заборонене вкладення"),
    turkish: of("eke izin verilm|ek dosya\\S{0,3} .{0,20}(?:yasak|engellendi)", "eke izin verilmiyor"),
    greek: of("μη επιτρεπτό συνημμένο|συνημμένο .{0,30}δεν επιτρέπεται", "μη επιτρεπτό συνημμένο"),
    romanian: of("atașament\\S{0,2} (?:nepermis|interzis|blocat)", "atașament nepermis"),
    japanese: of("(?:禁止|許可されていない).{0,6}添付", "禁止された添付ファイル"),
    korean: of("허용되지 않는 첨부", "허용되지 않는 첨부파일"),
  }),
  // Of the server's own disk, before that of a mailbox.
  row("eod.system-full", {
    all: of(
      "(?:kein|sin|sem|senza|geen|brak|нет|недостаточно|plus d'|manque d'|没有|沒有|磁盘|ディスク).{0,40}(?:festplatte|disque dur|disco|schijf|dysk|диск|磁盘(?:空间)?(?:不足|已满)|空间不足|容量不足)",
      "brak miejsca na dysku serwera",
      "недостаточно места на диске",
      "sin espacio en el disco",
    ),
  }),
  row("rcpt.quota", {
    german: of(
      "kein(?:en)? (?:freien |freier )?speicherplatz|kein platz (?:mehr )?im postfach|speicherplatz .{0,40}(?:erschöpft|überschritten|ausgeschöpft)",
      "Speicherplatz des Postfachs erschöpft",
      "kein freier Speicherplatz im Postfach",
    ),
    french: of(
      "(?:messagerie|boîte|compte)(?=[\\s,]).{0,60}(?:saturé|plein)|plus d'espace|espace (?:disque )?insuffisant .{0,30}bo[iî]te",
      "espace disque insuffisant de la boîte",
      "la messagerie du correspondant est saturée",
    ),
    spanish: of(
      "(?:cuenta|buzón).{0,60}espacio|sin espacio|espacio insuficiente|(?:buzón|cuota|cuenta).{0,60}(?:superado|excedido|excedida|sobrepasad)",
      "el buzón ha superado su cuota",
      "el buzón del usuario ha excedido su cuota",
      "la cuenta no dispone de espacio suficiente para recibir su mensaje",
    ),
    dutch: of(
      "(?:geen|onvoldoende) ruimte|quot(?:a|um) .{0,20}overschreden",
      "quota overschreden",
      "er is geen ruimte in de mailbox",
    ),
    polish: of(
      "brak\\S{0,2} miejsca|przekrocz\\S{2,4} (?:limit\\S{0,2} )?(?:pojemno|przydzia)",
      "przekroczony limit pojemności skrzynki",
      "z powodu braku miejsca w skrzynce odbiorcy",
    ),
    czech: of("nedostatek místa|překročen\\S{1,2} kvót", "překročena kvóta", "nedostatek místa ve schránce"),
    finnish: of("kiintiö .{0,12}(?:ylit|täyn)", "kiintiö ylitetty"),
    hungarian: of("kvóta\\S{0,2} .{0,12}(?:túllép|betelt)", "kvóta túllépve"),
    russian: of(
      "(?:нет|недостаточно|не хватает) места|превышен\\S{0,2} квот",
      "превышена квота почтового ящика",
      "в ящике недостаточно места",
    ),
    ukrainian: of("перевищ\\S{2,3} квот", "перевищено квоту"),
    greek: of("υπέρβαση (?:ορίου|του ορίου)", "υπέρβαση ορίου"),
    romanian: of("cota .{0,12}depășit", "cota depășită"),
    italian: of(
      "spazio (?:insufficiente|esaurito|non disponibile)|non (?:ha|dispone di) spazio",
      "spazio insufficiente nella casella",
    ),
    portuguese: of("(?:sem|falta de) espaço|espaço insuficiente", "a caixa de correio está sem espaço"),
    nordic: of("(?:inget|slut på) utrymme|ingen plads|ikke (?:mer )?plass", "slut på utrymme i brevlådan"),
    chinese: of("(?:没有|沒有)(?:足够的?|足夠的?)?空[间間]", "对方邮箱没有足够的空间"),
    japanese: of("空き容量", "空き容量が足りません"),
    korean: of("공간이 부족", "메일함 공간이 부족합니다"),
  }),
  row("rcpt.disabled", {
    finnish: of("tili on (?:suljettu|poistettu|lukittu)", "tili on suljettu"),
    hungarian: of("fiók\\S{0,2} .{0,12}(?:letilt|zárol|felfüggeszt)", "a fiók letiltva"),
    ukrainian: of(
      "(?:скриньк|обліков\\S{2} запис)\\S{0,2} .{0,20}(?:заблокован|вимкнен|деактивован)",
      "скринька заблокована",
    ),
    turkish: of("hesa\\S{1,4} (?:devre dışı|askıya alın|kapatıl)", "hesap devre dışı"),
    greek: of("λογαριασμός .{0,12}(?:απενεργοποιη|ανενεργ|κλειδωμ)", "ο λογαριασμός είναι απενεργοποιημένος"),
    romanian: of("cont\\S{0,2} .{0,12}(?:dezactivat|suspendat|blocat)", "cont dezactivat"),
    korean: of("휴면 ?계정|정지된 계정|사용 ?중지", "휴면 계정"),
  }),
  row("mail.size-declared", {
    german: of(
      "größe .{0,60}(?:überschreitet|übersteigt)|übersteigt .{0,60}größe|nachrichtengröße .{0,20}überschritten",
      "maximale Nachrichtengröße überschritten",
      "da sie die zulässige Größe übersteigt: die Größe übersteigt das Limit",
    ),
    spanish: of(
      "tamaño .{0,40}(?:supera|excede)|tamaño .{0,20}(?:excedido|superado)",
      "tamaño máximo excedido",
      "su tamaño supera el límite",
    ),
    portuguese: of(
      "tamanho .{0,40}(?:excede|ultrapassa)|tamanho .{0,20}excedido",
      "tamanho máximo excedido",
      "o tamanho excede o limite",
    ),
    dutch: of("groter (?:is )?dan \\d", "omdat het groter is dan 20 MB"),
    polish: of("przekrocz\\S{2,4} .{0,30}rozmiar", "przekroczony maksymalny rozmiar wiadomości"),
    hungarian: of("(?:levél|üzenet) .{0,12}túl nagy", "a levél túl nagy"),
    romanian: of("mesajul .{0,12}prea mare", "mesajul este prea mare"),
    french: of("taille (?:excède|dépasse|supérieure)", "car sa taille excède la limite permise"),
    italian: of("dimension[ei] .{0,30}(?:supera|eccede|superior)", "le dimensioni superano il limite"),
    chinese: of("大小.{0,6}(?:超出|超过|超過)", "邮件大小超出对方服务器限制"),
  }),
  row("eod.spam", {
    portuguese: of("lixo eletr[oóô]nico", "lixo eletrônico"),
    nordic: of("skräppost|søppelpost|uønsket (?:post|mail)", "klassad som skräppost", "merket som søppelpost"),
    finnish: of("roskaposti", "luokiteltu roskapostiksi"),
    hungarian: of("levélszemét|kéretlen", "levélszemétnek minősült"),
    turkish: of("istenmeyen (?:e-?)?posta", "istenmeyen posta olarak sınıflandırıldı"),
    greek: of("ανεπιθύμητ", "χαρακτηρίστηκε ως ανεπιθύμητο"),
  }),
  row("rcpt.user-unknown", {
    german: of(
      "(?:postfach|adresse|empfänger)\\b.{0,60}(?:nicht gibt|gibt es nicht|nicht existiert)|\\bkein(?:e|en)? (?:postfach|benutzer|empfänger|nutzer|konto|(?:e-?)?mail-?adresse|adresse)\\b.{0,20}\\b(?:mit|unter|namens|dieses|zu|für)\\b",
      "da es dieses Postfach bei uns nicht gibt",
      "bei uns gibt es kein Postfach mit diesem Namen",
    ),
    dutch: of(
      "\\bgeen (?:e-?mail)?(?:adres|postbus|postvak|mailbox|gebruiker|ontvanger|account)\\b.{0,20}\\b(?:met|onder|genaamd|voor|bij)\\b|\\bbesta(?:at|an) (?:er )?geen\\b",
      "er is hier geen mailbox met die naam",
      "er bestaat geen gebruiker bob",
    ),
    french: of(
      "\\baucune? (?:boîte|utilisateur|destinataire|compte|adresse)\\b|n'existe aucune?\\b",
      "il n'y a aucun utilisateur de ce nom",
    ),
    spanish: of(
      "\\b(?:ningún|ninguna|no hay) (?:buzón|usuario|cuenta|destinatario)\\b|no existe (?:ningún|ninguna|ese|esa|este|esta|el|la|tal) (?:buzón|usuario|cuenta|destinatario|dirección)",
      "no hay ningún buzón: no hay buzón con ese nombre",
      "no existe la cuenta bob",
    ),
    portuguese: of(
      "\\bnenhuma? (?:caixa|usuário|utilizador|conta|destinatário)\\b|não existe (?:nenhuma?|ess[ea]|est[ea]|[oa]|tal) (?:caixa|usuário|utilizador|conta|destinatário|endereço)",
      "não há nenhuma caixa com esse nome",
      "não existe esta conta",
    ),
    polish: of(
      "brak takie(?:go|j) (?:użytkownika|adresata|adresu|konta|skrzynki)|nie istnieje (?:tak\\S{1,2}|t[aeo]n?) (?:użytkownik|adresat|adres|konto|skrzynka)",
      "brak takiego użytkownika",
      "nie istnieje takie konto",
    ),
    czech: of("neznám\\S{1,2} (?:příjemce|uživatel|adres)", "neznámý příjemce"),
    nordic: of(
      "okänd\\S{0,2} (?:användare|mottagare)|ukendt (?:bruger|modtager)|ukjent (?:bruker|mottaker)",
      "okänd användare",
      "ukendt bruger",
      "ukjent bruker",
    ),
    hungarian: of("ismeretlen (?:felhasználó|címzett)", "ismeretlen felhasználó"),
    ukrainian: of("(?:такої адреси|такого користувача) не існує|немає такого", "такої адреси не існує"),
    turkish: of("bilinmeyen (?:kullanıcı|alıcı|adres)", "bilinmeyen kullanıcı"),
    greek: of(
      "παραλήπτης .{0,12}άγνωστος|διεύθυνση .{0,12}δεν υπάρχει|χρήστης δεν (?:υπάρχει|βρέθηκε)",
      "η διεύθυνση δεν υπάρχει",
      "ο παραλήπτης είναι άγνωστος",
    ),
    italian: of(
      "casella (?:indicata |specificata )?(?:non esiste|inesistente)|non esiste (?:alcun[oa]?|nessun[oa]?|quest[oa]|l[ao]|tale|una) (?:casella|utente|destinatario|indirizzo)",
      "la casella indicata non esiste",
      "non esiste alcuna casella con questo nome",
    ),
    russian: of(
      "(?:адресат|пользователь|ящик|адрес).{0,340}не зарегистрирован",
      "Адресат на нашем сервере не зарегистрирован",
    ),
    chinese: of("(?:邮箱|郵箱|地址|用户|收件人)(?:地址)?(?:可能)?不存在", "该邮箱地址不存在或已注销"),
    romanian: of("destinatar (?:inexistent|necunoscut)", "destinatar inexistent"),
  }),
];
