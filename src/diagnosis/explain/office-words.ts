/** Stock phrases of Exchange, Outlook and Gmail in the languages that they speak: exact, so asked before words that many use. */
import type { WordsRow } from "../replies/words-row.ts";

/** The first row that fits speaks. Samples: as the programs write them, addresses replaced. */
export const officeWords: readonly WordsRow[] = [
  {
    cause: "submission.sender-not-owned",
    text: /berechtigung.{0,60}im (?:auftrag|namen)|autorisation d'envoyer .{0,30}(?:sous le nom|au nom|de la part)|autorizzazion\S .{0,60}per conto|permiso.{0,60}en nombre del?|permissão.{0,60}em nome de|(?:toestemming|gemachtigd).{0,60}namens|uprawnie\S.{0,60}w imieniu|behörighet.{0,60}för .{0,40}räkning|разрешени\S.{0,60}от имени/i,
    samples: [
      "Sie verfügen nicht über die Berechtigung, die Nachricht im Auftrag des angegebenen Benutzers zu senden.",
      "Vous n'avez pas l'autorisation d'envoyer le message sous le nom de l'utilisateur spécifié.",
      "No tiene permiso para enviar el mensaje en nombre del usuario especificado.",
    ],
  },
  {
    cause: "submission.account-blocked",
    text: /nicht als gültiger absender erkannt|pas été reconnu comme un expéditeur valide|no se le reconoce como un remitente válido|non è stato riconosciuto come mittente valido|não foi reconhecido como um remetente válido|niet (?:bent )?herkend als (?:een )?geldige afzender/i,
    samples: ["Ihre Nachricht wurde nicht zugestellt, da Sie nicht als gültiger Absender erkannt wurden."],
  },
  {
    cause: "queue.expired",
    text: /(?:nicht erfolgreich|ohne erfolg).{0,40}zustellversuche eingestellt|sans succès.{0,60}(?:arrêté|cessé)|sin éxito.{0,60}dejado de intentar|senza (?:riuscirci|esito positivo|successo).{0,60}(?:interrotto|smesso|cessato)|sem êxito,? e parou de tentar|zonder succes.{0,60}gestopt|bez powodzenia.{0,60}zaprzesta|(?:utan (?:att lyckas|framgång)).{0,60}slutat|безуспешно.{0,60}прекра|nelle ventiquattro ore|non andata a buon fine/i,
    samples: [
      "Der Server hat versucht, diese Nachricht zuzustellen, war dabei jedoch nicht erfolgreich und hat die Zustellversuche eingestellt.",
      "O servidor tentou entregar esta mensagem, sem êxito, e parou de tentar.",
      // Italy's certified mail (PEC), after a day
      "non è stato consegnato nelle ventiquattro ore successive al suo invio.",
    ],
  },
  {
    cause: "rcpt.restricted",
    text: /zustellung an diese adresse (?:ist )?eingeschränkt|akzeptiert nur nachrichten von|hat .{0,60}absender .{0,60}eingeschränkt|remise à cette adresse est (?:restreinte|limitée)|limité les expéditeurs|n'accepte (?:que|des messages que)|entrega a esta dirección está restringida|s[oó]lo acepta mensajes de|ha restringido (?:quién|los remitentes)|recapito a questo indirizzo è (?:limitato|soggetto)|accetta (?:solo|soltanto|esclusivamente) messaggi|entrega a este endereço (?:é|está) restrita|s[óo] aceita mensagens|aceita (?:somente|apenas) mensagens|bezorging (?:op|aan|bij|naar) dit adres is beperkt|accepteert alleen berichten|dostarczanie na ten adres jest ograniczone|przyjmuje (?:tylko|wyłącznie) wiadomości od|leverans till .{0,12}adress(?:en)? är begränsad|(?:accepterar|tar) (?:bara|endast) (?:emot )?meddelanden från|levering til denne adresse\S? er begrænset|levering til denne adressen er begrenset|accepterer kun|godtar (?:bare|kun)|toimitus tähän osoitteeseen on rajoitettu|hyväksyy (?:vain|viestejä vain)|doručování na tuto adresu je omezen|přijímá (?:jen|pouze) zprávy|kézbesítés .{0,30}korlátozott|доставка (?:на|по) эт\S{1,3} адрес\S{0,2} ограничен|принимает (?:только )?сообщения (?:только )?от|bu adrese teslim\S{0,4} kısıtl|このアドレスへの配信は制限|からのメッセージのみ|[只仅]接受来自|(?:传递|递送).{0,8}(?:受到?限制|受限)|배달(?:은|이) 제한/i,
    samples: [
      "Ihre Nachricht kann nicht zugestellt werden, da die Zustellung an diese Adresse eingeschränkt ist.",
      "Die Gruppe team akzeptiert nur Nachrichten von Personen in ihrer Organisation oder auf ihrer Liste der zulässigen Absender.",
      "Votre message ne peut pas être remis car la remise à cette adresse est restreinte.",
      "L'administrateur de messagerie de example.net a limité les expéditeurs autorisés à envoyer des messages à team.",
      "A mensagem não pode ser entregue porque a entrega a este endereço é restrita.",
      "Il recapito a questo indirizzo è limitato.",
      "El mensaje no se puede entregar porque la entrega a esta dirección está restringida.",
      "Uw bericht kan niet worden bezorgd omdat bezorging op dit adres is beperkt.",
    ],
  },
  {
    cause: "rcpt.disabled",
    text: /(?:casella|cassetta) (?:postale|di posta) .{0,80}(?:disabilitat|disattivat)|postfach .{0,80}(?:deaktiviert|ist gesperrt)|boîte aux lettres .{0,80}désactivée|buzón .{0,80}(?:deshabilitado|desactivado)/i,
    samples: ["La cassetta postale di bob è disabilitata e non può ricevere messaggi."],
  },
  {
    cause: "rcpt.quota",
    text: /cassetta postale .{0,60}piena|casella (?:di posta|postale) .{0,40}piena|posta in arrivo .{0,40}piena|dépassé (?:son|le|la limite de son) quota|boîte (?:de réception|aux lettres) .{0,60}(?:pleine|saturée)|bandeja de entrada .{0,40}llena|caixa de entrada .{0,40}(?:cheia|lotada)|почтовый ящик .{0,40}(?:переполнен|полон)|папка .{0,20}переполнена|скринька .{0,40}(?:переповнен|заповнен)|кутия.{0,40}(?:препълнен|пълна)|γραμματοκιβώτιο .{0,60}(?:γεμάτο|πλήρες)|εισερχόμενα.{0,40}γεμάτ|posta(?:fiók|láda)\S{0,3} .{0,40}(?:megtelt|betelt|tele van)|(?:gelen kutusu|posta kutusu).{0,40}dolu|사서함이 (?:꽉|가득)|받은편지함.{0,12}(?:가득|꽉)|hộp thư .{0,30}đầy|kotak (?:masuk|surat) .{0,20}penuh|תיבת הדואר .{0,30}מלאה|(?:poštanski sandučić|sandučić|nabiralnik) .{0,40}(?:pun|poln)|căsuța .{0,40}plină|postkast .{0,20}täis/i,
    samples: [
      "La cassetta postale del destinatario è piena e al momento non può accettare messaggi.",
      "Posta in arrivo del destinatario piena",
      "Boîte de réception du destinataire saturée",
      "la boîte du destinataire a dépassé son quota.",
      "Bandeja de entrada del destinatario llena",
      "Почтовый ящик получателя переполнен и в данный момент не может принимать сообщения.",
      "받는 사람의 사서함이 꽉 차서 지금은 메시지를 받을 수 없습니다.",
      "A címzett postafiókja megtelt, és jelenleg nem fogad üzeneteket.",
      "Το γραμματοκιβώτιο του παραλήπτη είναι πλήρες.",
    ],
  },
  {
    cause: "mail.size-declared",
    text: /(?:taille|message|courriel)\b.{0,80}dépasse|(?:nachricht|e-?mail) ist zu gro(?:ß|ss)|(?:messaggio|dimension\S)\b.{0,60}troppo grande|μήνυμα .{0,40}(?:πολύ μεγάλο|υπερβαίνει)|az üzenet .{0,30}túl nagy|ileti .{0,30}çok büyük|розмір .{0,60}перевищ|메시지(?:가|의 크기가) .{0,20}(?:너무 큽|초과)|크기.{0,20}초과|viesti on liian suuri/i,
    samples: [
      "la taille du message (25 Mo) dépasse la limite autorisée (10 Mo).",
      "Diese Nachricht ist zu groß.",
      "Az üzenet túl nagy.",
    ],
  },
  {
    cause: "dns.nxdomain",
    text: /dom(?:äne|ain) \S{1,255} (?:wurde )?nicht gefunden|domaine \S{1,255} est introuvable|domaine \S{1,255} n'existe pas|dominio \S{1,255} .{0,30}no (?:existe|se (?:ha )?encontr)|no se (?:ha )?(?:encontrado|encontró) el dominio|dominio \S{1,255} non (?:esiste|è stato trovato)|domínio \S{1,255} não (?:existe|foi encontrado)|(?:найти домен|домен \S{1,255} не найден)/i,
    samples: [
      "Die Domäne gone.example wurde nicht gefunden.",
      "Votre message à bob@gone.example n'a pas été remis, car le domaine gone.example est introuvable.",
      "No se ha encontrado el dominio gone.example.",
      "Il dominio gone.example non è stato trovato.",
    ],
  },
  {
    cause: "rcpt.user-unknown",
    text: /(?:wurde|hat) (?:die )?adresse nicht gefunden|e-?mail-(?:adresse|konto) .{0,90}nicht (?:gefunden|vorhanden)|(?:adresse|compte de messagerie) .{0,60}(?:est introuvable|n'existe pas)|adresse introuvable|(?:dirección|cuenta) de correo (?:electrónico )?.{0,60}(?:no existe|no se encontr|no se ha encontrado)|no se ha encontrado la dirección|(?:indirizzo|account) (?:di posta elettronica|e-?mail)? ?.{0,60}non (?:è stato trovato|esiste)|indirizzo (?:e-?mail )?non (?:trovato|valido)|(?:endereço|conta) de e-?mail .{0,60}não (?:existe|foi encontrad|pôde ser encontrad)|endereço não encontrado|e-?mail(?:adres|account) .{0,60}(?:niet gevonden|bestaat niet)|(?:odnaleźć|znaleźć) (?:wprowadzonego )?adresu|konto e-?mail nie istnieje|e-postadressen .{0,40}(?:hittades inte|gick inte att hitta)|att hitta (?:e-post)?adress|(?:e-mailadressen|mailadressen|e-postadressen) .{0,40}(?:blev ikke fundet|ble ikke funnet)|finner ikke \S{1,320} (?:på|i) |osoitetta .{0,40}ei löyt|ei löytynyt (?:toimialue|osoitte)|(?:e-mailová adresa|e-mailovou adresu|adresa|příjemce \S{1,320}) .{0,40}(?:nenašla|nenašel|nebyla nalezena|nepodařilo najít)|(?:e-?mail cím|cím)\S{0,3} nem található|nem található a következő tartományban|nincs ilyen (?:felhasználó|cím|postafiók)|введенный адрес .{0,40}не найден|получатель \S{1,320} не найден|δεν (?:βρέθηκε|ήταν δυνατή η εύρεση)|άγνωστος (?:χρήστης|παραλήπτης)|(?:користувача|адресу|одержувача) .{0,30}не знайдено|невідомий (?:користувач|одержувач)|няма такъв (?:потребител|адрес)|непознат (?:потребител|получател)|(?:korisnik|adresa) ne postoji|nepoznat korisnik|uporabnik ne obstaja|böyle bir (?:kullanıcı|adres) (?:yok|bulun)|konumunda bulunamadı|adresi bulunamadı|(?:に|で) \S{1,320} (?:が|を)?見つかりません|登録されてい(?:ません|ない)|アドレスが見つかり|在 \S{1,255} (?:中)?(?:找不到|未找到)|找不到(?:您|你)?(?:输入|輸入)的|에서 .{1,330}찾을 수 없|주소를 찾을 수 없|존재하지 않는 (?:사용자|계정|메일|주소)|כתובת .{0,20}לא נמצאה|alamat .{0,20}tidak ditemukan|không tìm thấy địa chỉ|utilizator necunoscut|kasutajat ei leitud/i,
    samples: [
      "Die eingegebene E-Mail-Adresse wurde nicht gefunden.",
      "Das E-Mail-Konto ist in der Organisation, an die diese Nachricht gesendet wurde, nicht vorhanden.",
      "Le compte de messagerie n'existe pas dans l'organisation à laquelle ce message a été envoyé.",
      "L'adresse de messagerie que vous avez entrée est introuvable.",
      "La cuenta de correo electrónico no existe en la organización a la que se envió este mensaje.",
      "No se ha encontrado la dirección de correo electrónico especificada.",
      "L'indirizzo di posta elettronica immesso non è stato trovato.",
      "Het e-mailaccount bestaat niet in de organisatie waaraan dit bericht is verzonden.",
      "Nie można odnaleźć wprowadzonego adresu e-mail.",
      "Konto e-mail nie istnieje w organizacji, do której wysłano tę wiadomość.",
      "Den angivne mailadressen blev ikke fundet.",
      "Finner ikke bob på example.com.",
      "Vastaanottajaa bob ei löytynyt toimialueesta example.com.",
      "Příjemce bob se v doméně example.com nenašel.",
      "A megadott e-mail cím nem található.",
      "bob nem található a következő tartományban: example.com.",
      "Получатель bob не найден в example.com.",
      "Ο παραλήπτης bob δεν βρέθηκε στο example.com.",
      "bob, example.com konumunda bulunamadı.",
      "example.com に bob が見つかりませんでした。",
      "在 example.com 找不到 bob。",
      "example.com에서 bob을(를) 찾을 수 없습니다.",
      // Providers
      "користувача не знайдено",
      "няма такъв потребител.",
      "nincs ilyen felhasználó",
      "böyle bir kullanıcı yok",
      "<bob@example.jp> のユーザーは登録されていません",
    ],
  },
];
