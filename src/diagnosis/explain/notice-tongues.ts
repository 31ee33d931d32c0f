/** That a message was not brought, or is late, as notices say it: by language, so that who speaks one can complete it. */

const failed: Readonly<Record<string, string>> = {
  german:
    "(?:einige oder alle|nicht alle) empfänger nicht erreicht|fehler bei der nachrichtenzustellung|kann nicht zugestellt|empfänger kann(?:/können)? nicht erreicht|(?:ihre|deine|der) (?:e-?mail|nachricht)\\b.{0,200}(?:abgewiesen|abgelehnt|zurückgewiesen|blockiert)|von ihnen gesendete (?:e-?mail|nachricht)\\b.{0,200}(?:blockiert|gelöscht|abgewiesen|abgelehnt)|konnten? .{0,120}nicht .{0,60}(?:angenommen|zugestellt|ausgeliefert|zustellen|ausliefern)|zustellung der e-?mail wurde gestoppt|die gruppe, die sie (?:zu )?kontaktieren",
  french:
    "n'est pas parvenu|n'a pas été (?:distribué|délivré|livré|transmis|acheminé)|n'a (?:pas )?pu être (?:transmis|distribué|acheminé)|vous est retourné|impossible de (?:joindre|contacter) le|échec de (?:la (?:remise|distribution|livraison)|l'envoi)|(?:courriel|message|e-?mail) (?:destiné|adressé|envoyé) à .{1,330} (?:a été (?:refusé|rejeté)|est revenu)|la remise .{0,80}a échoué|votre (?:message|courriel|e-?mail)\\b.{0,200}(?:rejeté|refusé|bloqué)|que vous avez envoyé(?=\\s).{0,300}(?:supprimé|bloqué|rejeté|refusé)|le groupe que vous (?:avez essayé de|tentez de|souhaitez) contacter",
  spanish:
    "devolución de correo|no se ha(?:n)? entregado|no (?:ha sido|fue) entregad|no se ha podido entregar|no (?:ha sido|fue) posible entregar|no llegó a (?:algun|tod)|error al entregar|no se puede (?:localizar|tener acceso|contactar)|no se pudo (?:localizar|contactar)|(?:su|tu) (?:mensaje|correo)\\b.{0,200}(?:rechazad|bloquead)|(?:enviado por usted|que (?:usted )?(?:ha enviado|envió))(?=\\s).{0,300}(?:eliminado|bloqueado|rechazado)|el grupo con el que (?:intent|ha intent|has intent)",
  italian:
    "è tornat[oa] indietro|avviso di (?:mancata consegna|non accettazione)|rifiutato dal sistema|recapito .{0,60}non (?:è )?riuscito|non (?:è|sono) (?:stat[oi] )?raggiungibil|impossibile (?:raggiungere|contattare) (?:il|i|la) |(?:messaggio|e-?mail)\\b.{0,200}(?:è stat[oa] (?:respint|rifiutat|bloccat))|inviato\\b.{0,300}(?:è stato (?:eliminato|bloccato|respinto)|non è stato consegnato)|il gruppo (?:che|con cui) .{0,40}contatt",
  portuguese:
    "não (?:foi|pôde|pode|será|conseguimos|é possível).{0,40}(?:entreg|envi)|não entregue|falha (?:na|de) entrega|mensagem (?:foi )?devolvida|não (?:chegou a|alcançou) (?:algun|tod|um)|não foi possível (?:contatar|contactar)|mensagem\\b.{0,200}(?:foi (?:rejeitad|recusad|bloquead))|que você enviou\\b.{0,300}(?:excluíd|bloquead|rejeitad)|o grupo que você tentou",
  dutch:
    "niet (?:be?zorgd|afgeleverd|besteld|worden (?:be?zorgd|afgeleverd|verzonden))|onbestelbaar|bezorging .{0,30}mislukt|heeft uw bericht .{0,80}geweigerd|niet aangekomen bij|kunnen niet worden bereikt|uw (?:bericht|e-?mail)\\b.{0,200}(?:geweigerd|geblokkeerd|afgewezen)",
  polish:
    "nie (?:można|mogła|mógł|udało|została|zostanie|mozna|mogla|udalo|zostala).{0,60}(?:dostarcz|wysł|wysl|doręcz|dorecz)|niedostarczon|niedoręczon|nie dotarł|(?:dostarcz|doręcz)\\S{0,6}.{0,60}nie powiodł|jest\\S{0,5} nieosiągaln|wiadomość(?=\\s).{0,200}(?:został\\S (?:odrzucon|zablokowan|usunięt))",
  czech:
    "ne(?:mohla|mohl|bylo|byla|byl|lze|podařilo|podarilo)\\b.{0,60}(?:doruč|doruc)|nedoruč|nedoruc|doručení .{0,80}se nezdařilo|nie (?:je|bolo) možné .{0,20}doruč|nebolo možné .{0,20}doruč|nemohla byť doruč|sa nepodarilo doruč",
  nordic:
    "kunde inte (?:levereras|skickas)|inte levererats|leveransen .{0,60}misslyckades|nådde inte|gick inte att leverera|kunne ikke (?:leveres|sendes)|ikke (?:leveret|levert)|leveringen .{0,60}(?:mislykkedes|mislyktes)|nåede ikke|nådde ikke",
  finnish: "ei voitu (?:toimittaa|lähettää|välittää)|toimitus .{0,20}epäonnistui|ei toimitettu|ei tavoittanut",
  russian:
    "не (?:было |может быть |был[ао]? |была )?доставлен|не удалось (?:выполнить доставку|доставить|отправить|связаться)|невозможно доставить|недоставлен|недоставк|(?:письмо|сообщение)(?=[\\s.,]).{0,200}(?:отклонен|отклонён|отвергнут|заблокирован)",
  ukrainian: "не вдалося (?:доставити|надіслати)|не (?:може бути |було )?доставлен|недоставлен",
  bulgarian: "не може да бъде (?:доставен|изпратен)|не беше доставен|не е доставен|недоставен|неуспешна доставка",
  croatian: "nije (?:bilo )?(?:moguće )?(?:isporuč|dostav|uruč)|neisporuč|nije uspjela",
  slovene: "(?:ni bilo mogoče|ni mogoče) dostav|nedostav",
  turkish: "teslim edil(?:eme|me)|iletileme|ulaştırılama|teslim(?:at)? .{0,20}başarısız|ulaşmadı",
  hungarian:
    "kézbesíthetetlen|nem kézbesíthető|nem (?:sikerült|lehetett) .{0,40}kézbesít|kézbesítés.{0,80}(?:nem sikerült|sikertelen)",
  romanian: "nu a (?:putut fi|fost) (?:livrat|trimis)|livrarea .{0,60}eșuat",
  greek:
    "δεν ήταν δυνατ(?:ή|ό).{0,20}(?:παράδοσ|παραδοθ)|δεν (?:μπόρεσε να παραδοθ|παραδόθηκε|παραδόθηκαν)|αποτυχία παράδοσης|παράδοση .{0,80}απέτυχε",
  hebrew: "לא ניתן היה למסור|לא נמסרה|מסירה נכשלה|נכשלה המסירה",
  arabic: "تعذر تسليم|لم يتم تسليم|فشل تسليم|فشل في تسليم",
  baltic:
    "ei (?:saanud|õnnestunud) .{0,40}toimeta|neizdevās piegādāt|nevarēja piegādāt|nepavyko (?:pristatyti|išsiųsti)",
  indonesian: "tidak dapat (?:dikirim|terkirim)|gagal (?:dikirim|terkirim)",
  vietnamese: "không (?:thể|được) (?:gửi|phân phối|chuyển)",
  thai: "ไม่สามารถ(?:ส่ง|จัดส่ง)",
  chinese:
    "退信|被退回|[无無]法(?:将.{0,20})?(?:投递|投遞|送达|送達|发送|傳遞|传递)|(?:投递|发送|發送|傳送|传递|傳遞)(?:邮件|郵件)?失[败敗]|未(?:能)?(?:将.{0,30}|將.{0,30})?(?:送达|送達|投递|传递|傳遞)",
  japanese:
    "配信(?:不能|でき|され(?:ません|なかった)|に失敗|を?することができ)|配達(?:不能|でき)|送信(?:できません|できなかった|に失敗|することができ)|届け(?:ることが|る事が)?(?:でき|出来)(?:ません|なかった)",
  korean: "전송(?:할 수 없|에? ?실패|되지|하지 못)|반송|(?:배달|전달)(?:할 수 없|되지|하지 못)|발송에? ?실패|보내지 못",
};

const delayed: Readonly<Record<string, string>> = {
  german:
    "zustellung unvollständig|vorübergehendes problem|es wird weiter(?:hin)? versucht|wird noch .{0,40}weiter versucht|zustellung verzögert",
  french:
    "problème temporaire|(?:va réessayer|réessaiera)|poursuit ses tentatives|n'a pas encore (?:été|pu)|distribution incomplète|tentatives de remise se poursuivr|livraison incomplète",
  spanish:
    "retrasad|demorad|atrasad[ao]|problema temporal|(?:lo )?(?:volverá a|seguirá) intent|se seguirá intentando|aún no se ha entregado|todavía no se ha (?:podido )?entreg|seguiremos intent|entrega incompleta",
  italian:
    "problema temporaneo|continuerà a tentare|tentativi di recapito continueranno|recapito incompleto|non è stat[oa] ancora|nelle prime dodici ore",
  portuguese:
    "adiad[ao]|ainda não foi (?:entregue|possível)|problema temporário|tentará novamente|continuará (?:a tentar|tentando)|ainda não foi",
  dutch:
    "vertraagd|vertraging|nog niet (?:bezorgd|afgeleverd)|opnieuw (?:geprobeerd|proberen)|nog pogingen|tijdelijk probleem|blijft proberen",
  polish: "opóźni|ponown\\S{1,3} prób|ponowi|ponawia|tymczasowy problem|jeszcze nie został",
  czech: "zpožd|odložen|oneskor|další pokus|dočasný problém|zatím nebyla doručena|bude se pokoušet",
  nordic:
    "försenad|fördröj|forsinke|ännu inte levererats|tillfälligt problem|leveransförsök .{0,40}fortsätt|endnu ikke leveret|midlertidigt? problem|ennå ikke levert|fortsätter att försöka|fortsætter med at forsøge|fortsetter å prøve",
  finnish: "viivästy|ei ole vielä toimitettu|tilapäinen ongelma",
  russian:
    "задержива|задержк|отложен|повторн\\S{2,3} попыт|временная проблема|будет пытаться|попытк\\S{1,3} .{0,40}продолж|доставка не завершена|пока не доставлен|ещ[её] не доставлен",
  ukrainian: "затримк|затриму|відкладен|ще не доставлен|тимчасова проблема",
  turkish: "gecikti|gecikme|geçici bir sorun|henüz teslim edilmedi",
  hungarian: "késleltet|késik a kézbesítés|késedelm|átmeneti probléma|még nem (?:lett|sikerült) kézbesít",
  romanian: "întârzi|problemă temporară|nu a fost încă livrat",
  greek: "καθυστερ|προσωρινό πρόβλημα|δεν έχει παραδοθεί ακόμ",
  chinese:
    "延[迟遲]|将继续尝试|稍后重试|將繼續嘗試|将在.{0,12}内重试|暂时(?:性)?(?:的)?问题|尚未(?:送达|传递|投递)|投递未完成",
  japanese: "遅延|再試行|一時的な問題|配信が完了して(?:い)?ません|まだ配信されて(?:い)?ません",
  korean: "지연|일시적인 문제|아직 .{0,10}(?:전송|배달|전달)되지|계속 시도",
};

/** What so many notices have that no daemon must be seen to speak. */
const alone: Readonly<Record<string, { readonly failed: string; readonly late?: string }>> = {
  german: {
    failed:
      "nicht zugestellt|konnte nicht|unzustellbar|diagnoseinformationen|fehler bei der zustellung|zustellung .{0,60}fehlgeschlagen",
    late: "verzögert|noch nicht zugestellt|erneut versucht",
  },
  french: {
    failed:
      "n'a (?:pas )?pu être (?:remis|livré|délivré|distribué)|n'a pas été remis|informations de diagnostic|la remise a échoué|échec de la remise",
    late: "retard\\w*|nouvelle tentative",
  },
  spanish: { failed: "no se pudo entregar|no pudo ser entregado|información de diagnóstico|error de entrega" },
  italian: {
    failed:
      "non (?:è stato|può essere|è stato possibile|e' stato possibile).{0,60}(?:consegn|recapit)|impossibile (?:recapitare|consegnare)|informazioni di diagnostica|recapito non (?:è )?riuscito|messaggio non recapitat",
    late: "ritard(?:o|at)|non è ancora stat[oa]|riproverà|non è (?:ancora )?stat[oa] ancora",
  },
};
const aloneIn = Object.values(alone);

/** That it failed, whoever says so. */
export const failedAlone = new RegExp(aloneIn.map(({ failed }) => failed).join("|"), "i");

/** That it is late, whoever says so. */
export const lateAlone = new RegExp(aloneIn.flatMap(({ late }) => late ?? []).join("|"), "i");

/** Of what failed. */
export const bounceTongues = new RegExp(Object.values(failed).join("|"), "i");

/** Of what is late and tried again. */
export const delayTongues = new RegExp(Object.values(delayed).join("|"), "i");

const address = "\\S{1,64}@\\S{1,255}";

/**
 * How a notice of a failure begins in a language, so that it needs no reason beside it: Exchange and Gmail. They speak of your
 * message, people of theirs.
 */
export const plainFailed = new RegExp(
  [
    `ihre nachricht an ${address} (?:konnte nicht|wurde (?:nicht|blockiert|abgelehnt|abgewiesen))|fehler bei der nachrichtenzustellung`,
    `votre message (?:envoyé )?à ${address} (?:n'a|a été (?:bloqué|rejeté|refusé))|échec de la remise`,
    `(?:su|tu) mensaje (?:a|para) ${address} (?:no|se ha bloqueado|ha sido (?:bloqueado|rechazado))|error al entregar a estos`,
    `(?:tuo|suo) messaggio (?:inviato )?a ${address} (?:non|è stato (?:bloccato|respinto|rifiutato))|possibile recapitare il messaggio a ${address}|recapito non riuscito per`,
    `sua mensagem (?:para|a) ${address} (?:não|foi (?:bloqueada|rejeitada))|falha na entrega a estes`,
    `(?:uw|je) bericht aan ${address} (?:kan|kon|is) (?:niet|geblokkeerd|geweigerd)|niet worden bezorgd bij de volgende`,
    `twoja wiadomość (?:do|na adres) ${address} (?:nie|została (?:zablokowana|odrzucona))|nie powiodło się do następujących`,
    `ваше (?:письмо|сообщение) для ${address} (?:не|отклонено|заблокировано)|не удалось выполнить доставку следующим`,
    `ditt meddelande till ${address} (?:kunde inte|har blockerats)|din meddelelse til ${address} (?:kunne ikke|blev blokeret)`,
    "次の受信者またはグループへの配信に失敗|向这些收件人或组传递邮件失败|다음 받는 사람 또는 그룹에 배달하지 못",
  ].join("|"),
  "i",
);

/** What only a notice says that waits, so that it needs no sign beside it: Gmail, Exchange, and the certified mail of Italy (PEC). */
export const plainDelay =
  /zustellung unvollständig|zustellung .{0,60}verzögert|distribution incomplète|remise à ces destinataires .{0,40}retardée|entrega incompleta|(?:se ha retrasado|está retrasada) la entrega|recapito incompleto|recapito a questi destinatari .{0,40}ritardat|bezorging .{0,60}vertraagd|entrega a estes destinatários .{0,40}atrasad|dostarczanie .{0,60}opóźni|leveransen .{0,60}fördröjd|leveringen .{0,60}forsinke|toimitus .{0,60}viivästy|доставка .{0,60}(?:отложена|не завершена)|配信が完了して|遅延して|nelle prime dodici ore|\bgmail .{0,40}(?:versucht|réessayer|réessaiera|intentar|riproverà|tentará|probeert|prób|ponowi|пытаться|再試行|重试|重試|다시 시도|försök|forsøg|prøve|zkusit|deneyecek)|(?:problème temporaire|problema tempor\S{1,4}|vorübergehendes problem|tijdelijk probleem|временная проблема) .{0,60}(?:distribution|livraison|entreg|recapit|consegn|zustell|bezorg|достав)/i;

/** That the tries are over, where words of them are said, too. */
export const goneTongues =
  /zustellversuche (?:wurden )?eingestellt|(?:arrêté|cessé) (?:d'essayer|ses tentatives|de tenter)|dejado de intentar|(?:interrotto|smesso di|cessato) .{0,10}(?:i tentativi|provare|tentare)|(?:parou de|desistiu de) tentar|(?:gestopt met|heeft opgegeven)|zaprzesta|прекратил .{0,20}попыт|slutat (?:att )?försöka|stoppet med at prøve|ventiquattro ore|non andata a buon fine|配信を(?:中止|停止)|停止(?:了)?尝试/i;
