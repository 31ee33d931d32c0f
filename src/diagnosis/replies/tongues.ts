/** Words of notices and refusals in languages that the other tables do not speak. */
import type { WordsRow } from "./words-row.ts";

/** The first row that fits speaks. */
export const tongueWords: readonly WordsRow[] = [
  {
    cause: "eod.scanner-down",
    text: /(?:virenscanner|spamfilter|inhaltsfilter).{0,60}nicht (?:verfügbar|erreichbar)|(?:antivirus|filtre).{0,60}(?:indisponible|pas disponible)|(?:antivirus|filtro).{0,60}(?:non (?:è )?disponibile|no (?:está )?disponible|indisponível)|virusscanner.{0,60}niet (?:beschikbaar|bereikbaar)|(?:антивирус|фильтр).{0,60}недоступ/i,
    samples: ["Der Virenscanner ist zurzeit nicht verfügbar.", "Il filtro antivirus non è disponibile"],
  },
  {
    cause: "eod.virus",
    text: /вирус(?!н\S{2} сканер)|вредоносн|зловред|病毒|ウイルス|ウィルス|바이러스|악성|wirus|vírus\b|vírust|schadsoftware|logiciel malveillant|programma maligno|(?:software|código) malicioso|kötü amaçlı yazılım|haittaohjelm|κακόβουλο|szkodliwe oprogramowanie|problema di sicurezza: \S/i,
    samples: [
      "Kaspersky Security обнаружил вирус в письме, отправленном вами на адрес bob@example.com.",
      "In Ihrer E-Mail wurde Schadsoftware gefunden.",
      "邮件中含有病毒",
      "ウイルスが検出されました",
      "wykryto wirusa w wiadomości",
    ],
  },
  {
    cause: "eod.attachment",
    text: /(?:anhang|anhänge|anlage|dateianhang\S{0,2}|dateityp|dateiendung)\b.{0,120}(?:unzulässig|gesperrt|verboten|blockiert|nicht (?:erlaubt|zulässig|gestattet)|abgewiesen)|(?:unzulässig|gesperrt|verboten)\S{0,2} (?:anhang|anhänge|anlage|datei)|verbotene namen|(?:pièces? jointes?|type de fichier|extension)\b.{0,120}(?:interdit|bloqué|non autorisé|pas autorisé|refusé)|(?:allegat[oi]|tipo di file)\b.{0,120}(?:bloccat|vietat|non (?:ammess|consentit|permess))|(?:archivos? adjuntos?|adjuntos?|tipo de archivo)\b.{0,120}(?:no permitid|bloquead|prohibid)|tipo no permitido|(?:anexos?|tipo de arquivo|tipo de ficheiro)\b.{0,120}(?:não permitid|bloquead|proibid)|bijlagen?\b.{0,120}(?:niet toegestaan|geblokkeerd|verboden)|załącznik\S{0,3}.{0,120}(?:niedozwolon|zablokowan|zabronion)|příloh\S{1,2}.{0,120}(?:nepovolen|zakázan|blokov)|вложени\S.{0,120}(?:запрещ|заблокирован|недопустим)|bilaga\S{0,2}.{0,80}(?:inte tillåt|blockera)|附件.{0,20}(?:禁止|不允许|被拦截|类型)|添付ファイル.{0,30}(?:禁止|許可されて|ブロック)|첨부.{0,20}(?:차단|허용되지)/i,
    samples: [
      "Ihre Nachricht wurde abgelehnt, weil sie eine Anlage mit einem unzulässigen Dateityp enthält: die Anlage ist nicht zulässig.",
      "Der Inhaltsfilter hat die E-Mail aufgrund des Dateianhangs angebot.docm abgewiesen.",
      'El archivo adjunto "oferta.exe" es de un tipo no permitido en este sitio.',
      "La pièce jointe offre.exe est d'un type interdit.",
      "De bijlage is niet toegestaan.",
      "O anexo foi bloqueado.",
    ],
  },
  {
    cause: "eod.content-rule",
    text: /inhaltsfilter|inhaltsrichtlinie|filtre de contenu|politique de contenu|filtro (?:dei|sui) contenuti|filtro de conteúdo|filtro de contenidos?|política de conten|inhoudsfilter|filtr\S{0,2} treści|фильтр\S{0,3} содержим|фильтр\S{0,3} контент/i,
    samples: ["vom Inhaltsfilter abgelehnt", "Message rejeté par le filtre de contenu"],
  },
  {
    cause: "rcpt.quota",
    text: /(?:mailbox|postvak|postbus|inbox|quotum)\b.{0,80}(?:\bvol\b|overschreden)|(?:caixa|conta|quota|cota|espaço|armazenamento)\b.{0,80}(?:\bchei[ao]\b|lotad[ao]|exced|esgotad|ultrapass)|(?:skrzynk|konto|pojemnoś).{0,80}(?:pełn|przepełn|przepeln|zapełn|przekroczon)|(?:schránk|schrank|kvót).{0,80}(?:\bpln|přepln|prepln|překroč)|(?:postlåd|brevlåd|postkass|postboks|inkorg|indbakke|innboks|mailboks|kvot).{0,60}(?:\bfull\b|\bfuld\b|överskrid|overskred)|postilaatikko.{0,40}täyn|(?:ящик|квот|хранилищ).{0,80}(?:переполнен|заполнен|превышен|исчерпан)|переполнен|(?:posta kutusu|kota)\S{0,3}.{0,60}(?:dolu|aşıl)|(?:邮箱|郵箱|信箱|空间|空間|容量).{0,20}(?:满|滿|不足|超)|(?:メールボックス|受信トレイ|容量).{0,30}(?:いっぱい|一杯|超|不足|オーバー)|(?:메일함|용량).{0,20}(?:가득|초과)|(?:posteingang|speicherplatz).{0,60}\bvoll\b/i,
    samples: [
      "De mailbox van bob@example.com is vol",
      "A caixa de correio do destinatário está cheia",
      "skrzynka odbiorcy jest przepełniona",
      "Schránka příjemce je plná",
      "Mottagarens brevlåda är full",
      "Postboksen til mottakeren er full",
      "Почтовый ящик bob@example.com переполнен",
      "对方邮箱空间已满",
      "受信者のメールボックスがいっぱいです",
      "Der Posteingang ist voll oder erhält derzeit zu viele E-Mails.",
    ],
  },
  {
    cause: "rcpt.restricted",
    text: /(?:keine|fehlende) (?:berechtigung|erlaubnis)|nicht (?:berechtigt|befugt)|non (?:è |sei |siete )?autorizzat[oa] (?:a|ad) (?:inviare|scrivere)|(?:pas|n'est pas) autorisée? à (?:envoyer|écrire)|no (?:tiene|está) (?:permiso|autorizad[oa])|não (?:tem permissão|está autorizad[oa])|geen toestemming|niet bevoegd|brak uprawnień|nemáte oprávnění|нет прав/i,
    samples: [
      "Keine Berechtigung zum Senden an diese Gruppe",
      "Il mittente non è autorizzato a scrivere a questa lista",
      "Vous n'êtes pas autorisé à envoyer à cette liste",
      "No tiene permiso para escribir a este grupo",
      "U hebt geen toestemming om naar deze groep te schrijven",
    ],
  },
  {
    cause: "rcpt.disabled",
    text: /(?:mailbox|postvak|account|adres|gebruiker)\b.{0,80}(?:geblokkeerd|uitgeschakeld|opgeheven|gedeactiveerd|niet (?:meer )?(?:actief|in gebruik)|inactief|verlopen)|(?:conta|caixa|usuário|endereço).{0,80}(?:desativad|suspens[ao]\b|bloquead|inativ|desabilitad|cancelad)|(?:konto|skrzynk|adres|użytkownik).{0,80}(?:zablokowan|zawieszon|nieaktywn|wyłączon|wylaczon|usunięt|wygas)|(?:schránk|schrank|účet).{0,80}(?:zablokov|zrušen|zrusen|neaktivn|deaktivov)|(?:konto|postlåd|brevlåd|mailboks).{0,60}(?:inaktiver|spärra|spærre|stängt|lukket|deaktiver)|(?:ящик|аккаунт|уч[её]тн\S{2} запис|пользовател|адрес).{0,80}(?:заблокирован|отключ[её]н|приостановлен|неактив|удал[её]н)|(?:邮箱|账号|帐号|用户|郵箱|帳號).{0,20}(?:停用|冻结|凍結|禁用|锁定|注销|过期|過期)|(?:アカウント|メールボックス).{0,30}(?:無効|停止|凍結)/i,
    samples: [
      "Het postvak is niet meer in gebruik",
      "A conta está desativada",
      "Konto zostało zablokowane",
      "почтовый ящик bob@example.com заблокирован",
      "该用户邮箱已停用",
    ],
  },
  {
    cause: "mail.size-declared",
    text: /(?:bericht|bijlage|e-?mail|omdat het)\b.{0,60}(?:te groot|groter dan)|maximale (?:berichtgrootte|omvang)|(?:mensagem|anexo|tamanho).{0,60}(?:muito grande|excede|grande demais|ultrapassa)|(?:wiadomoś|wiadomos|załącznik|rozmiar).{0,60}(?:zbyt duż|za duż|zbyt duz|za duz|przekracza)|(?:zpráv|zprav|příloh|velikost).{0,60}(?:příliš velk|prilis velk|překra)|(?:meddelande|besked|melding|bilag|vedhæft).{0,60}(?:för stor|for stor)|(?:сообщени|письм|размер|вложени).{0,60}(?:слишком больш|превыша|превышен)|(?:邮件|附件|郵件).{0,20}(?:太大|过大|過大|超过|超過)|(?:メール|添付|サイズ|メッセージ).{0,30}(?:大きすぎ|超え|超過)|(?:nachricht|e-?mail).{0,60}überschreitet .{0,60}größe/i,
    samples: [
      "Uw bericht is te groot",
      "A mensagem excede o tamanho permitido",
      "Wiadomość jest zbyt duża",
      "Размер письма превышает допустимый",
      "邮件太大",
      "Die Nachricht überschreitet die maximal zulässige Größe",
    ],
  },
  {
    cause: "greeting.dnsbl",
    text: /sperrliste|schwarzen liste|lista nera|liste noire|lista negra|zwarte lijst|czarnej liście|liste noire|lista (?:nera|negra)|schwarzen? liste|zwarte lijst|czarn\S{1,3} li[sś]|ч[её]рн\S{2} спис|[黑]名[单單]|ブラックリスト/i,
    samples: [
      "Die IP-Adresse steht auf einer Sperrliste",
      "Votre adresse IP est sur liste noire",
      "L'indirizzo IP è in una lista nera",
      "您的IP被列入黑名单",
    ],
  },
  {
    cause: "eod.spam",
    text: /спам|垃圾[邮郵]件|迷惑メール|スパム|스팸|nevyžádan|ongewenste e-?mail|niechcian/i,
    samples: ["Письмо отклонено как спам", "疑似垃圾邮件", "迷惑メールと判定されました"],
  },
  {
    cause: "dns.nxdomain",
    text: /domein(?:naam)?\b.{0,80}(?:bestaat niet|niet gevonden|onbekend)|domínio.{0,80}(?:não (?:existe|encontrad|foi encontrad)|inexistente|inválid)|domen[ay](?! nadawc).{0,80}(?:nie istniej|nie znalezion|nieznan)|domén.{0,80}(?:neexist|nenalez)|domän.{0,60}(?:finns inte|hittades inte)|домен.{0,80}не (?:найден|существует)|域名.{0,12}(?:不存在|错误|无法解析)|ドメイン.{0,30}(?:見つかり|存在し)/i,
    samples: ["Het domein gone.example bestaat niet", "O domínio não existe", "Domena nie istnieje", "Домен не найден"],
  },
  {
    cause: "connect.refused",
    text: /verbinding .{0,30}geweigerd|conexão recusada|conexión rechazada|połączenie .{0,30}odrzucone|соединени\S .{0,30}(?:отклонен|отказано)|连接被拒绝|接続.{0,12}拒否/i,
    samples: ["De verbinding is geweigerd", "Conexão recusada", "连接被拒绝"],
  },
  {
    cause: "connect.timeout",
    text: /geen verbinding (?:maken|worden)|tempo (?:limite )?(?:esgotado|excedido)|tiempo .{0,20}agotado|não foi possível (?:conectar|estabelecer)|no se pudo (?:conectar|establecer)|nie można (?:nawiązać|połączyć)|limit czasu|délai .{0,20}(?:dépassé|expiré)|врем\S .{0,20}(?:истекло|ожидания)|не удалось (?:подключиться|соединиться|установить соединение)|连接超时|[无無]法[连連]接|タイムアウト|接続(?:できません|に失敗)/i,
    samples: ["Er kon geen verbinding worden gemaakt", "Tempo limite excedido", "Не удалось подключиться", "连接超时"],
  },
  {
    cause: "rcpt.user-unknown",
    text: /(?:adres|ontvanger|geadresseerde|gebruiker|postvak|mailbox)\b.{0,80}(?:niet (?:is |worden |werd )?gevonden|bestaat niet|bestaan niet|onbekend|niet bekend|ongeldig)|(?:onbekende?|ongeldige?|onjuiste?) (?:e-?mail)?(?:adres|ontvanger|gebruiker|geadresseerde)|is niet gevonden (?:op|in|bij)|(?:usuário|usuario|utilizador|destinatári|destinatari|endereço|endereco|conta|caixa (?:postal|de correio)).{0,80}(?:n[ãa]o (?:existe|foi encontrad|encontrad|localizad|é válid)|inexistente|desconhecid|inválid)|não foi encontrad[oa] em|(?:użytkownik|uzytkownik|odbiorc|adresat|adres|konto|skrzynk).{0,80}(?:nie istniej|nieznan|nie (?:został\S? )?znalezion|nieprawidłow|niepoprawn)|nie znaleziono .{0,40}(?:adres|odbiorc|użytkownik|skrzynk|konta)|nie ma takie(?:go|j) .{0,20}(?:użytkownik|adres|skrzynk|konta)|nieznany (?:użytkownik|uzytkownik|odbiorca|adresat)|(?:uživatel|uzivatel|adres|příjemc|prijemc|schránk|schrank|účet).{0,80}(?:neexistuj|nebyl\S? nalezen|nenalezen|neznám|neznam)|hasn't got the service mapped|(?:mottagar|användar|modtager|mottaker|bruger|bruker|adress|postkass|postlåd).{0,60}(?:finns inte|hittades inte|okänd|findes ikke|blev ikke fundet|ukendt|finnes ikke|ble ikke funnet|ukjent|eksisterer ikke)|(?:vastaanottaj|osoit|käyttäj).{0,60}(?:ei (?:löydy|löytynyt|ole olemassa)|tuntematon)|(?:адрес|пользовател|получател|почтов\S{2} ящик|уч[её]тн\S{2} запис).{0,80}(?:не (?:найден|существует|обнаружен)|неизвест|недействител|отсутствует)|нет такого (?:пользователя|адреса|ящика)|неизвестный (?:пользователь|получатель|адресат)|(?:kullanıcı|alıcı|adres|hesap|posta kutusu).{0,60}(?:bulunamadı|mevcut değil|geçersiz)|(?:címzett|felhasználó|postafiók).{0,60}(?:nem (?:létezik|található)|ismeretlen)|(?:destinatar|utilizator|adres|căsuț).{0,60}(?:nu (?:există|a fost găsit)|inexistent|necunoscut)|(?:收件人|用户|邮箱|帐号|账号|地址|郵箱|使用者|帳號).{0,20}(?:不存在|未找到|找不到|[无無]效|错误|不正确)|找不到.{0,12}(?:收件人|地址|用户|邮箱)|查[无無]此|(?:宛先|アドレス|ユーザ|受信者|メールボックス).{0,30}(?:見つかりません|見つからな|存在しま?せん|存在しない|不明|ありません)|(?:수신자|주소|사용자|메일함).{0,20}(?:없|찾을 수|존재하지)|(?:dirección|destinatario|usuario|buzón|cuenta)\b.{0,80}no se (?:ha )?(?:podido )?encontr|no se encontró \S{1,320} en \S|est introuvable (?:sur|dans) \S|non è stato trovato in \S|wurde (?:unter|in|bei) \S{1,255} nicht gefunden|no se (?:ha )?(?:podido )?encontr(?:ar|ado|ó) (?:la dirección|el destinatario|el usuario)/i,
    samples: [
      "bob is niet gevonden op example.com.",
      "Je bericht is niet bezorgd bij bob@example.com omdat het adres niet is gevonden of geen e-mail kan ontvangen.",
      "bob não foi encontrado em example.com.",
      "Sua mensagem não foi entregue a bob@example.com porque o endereço não foi encontrado ou não pode receber e-mails.",
      "Nie znaleziono odbiorcy bob w domenie example.com.",
      "ponieważ nie znaleziono takiego adresu lub nie można na niego dostarczyć poczty.",
      "Uživatel neexistuje",
      // Seznam, https://napoveda.seznam.cz/uzivatel-neexistuje
      "5.1.1 szn; User hasn't got the service mapped",
      "Mottagaren finns inte.",
      "Modtageren findes ikke",
      "Письмо не доставлено пользователю bob@example.com, поскольку адрес не найден или не может получать почту.",
      "收件人邮箱不存在",
      "アドレスが見つからないか、メールを受信できないアドレスです。",
      "bob est introuvable sur example.com.",
      "No se encontró bob en example.com.",
      "bob non è stato trovato in example.com.",
      "bob wurde unter example.com nicht gefunden.",
      "Tu mensaje no se ha entregado a bob@example.com porque no se ha podido encontrar la dirección",
    ],
  },
];
