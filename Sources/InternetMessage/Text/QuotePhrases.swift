// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The phrases with which mail programs introduce an earlier message, in lower case.
enum QuotePhrases {
    private static func list(_ text: String) -> [[UInt8]] {
        text.split { $0 == "|" || $0 == "\n" }.map { Array($0.utf8) }.filter { !$0.isEmpty }
    }

    /// The word "wrote" in attribution lines.
    static let wrote = list(
        """
        wrote|writes|schrieb|geschrieben|schreibt|a écrit|écrivait|escribió|escribio|escreveu|\
        ha scritto|scrive|schreef|geschreven|skrev|kirjoitti|napisał|pisze|napsal|napísal|píše|írta|\
        a scris|scris:|написал|пишет|писал|пише|написав|написа|έγραψε|yazdı|yazmış|כתב|كتب|写道|寫道|\
        書きました|のメール|작성|đã viết|viết:|menulis|เขียนว่า|va escriure|napisao|napisala|написао|\
        je napisal|kirjutas|rakstīja|rašė|نوشت|ने लिखा|skrifaði|idatzi|escribiu
        """)

    /// The beginnings of attribution lines.
    static let openers = list(
        """
        on |am |le |el |em |il |op |den |på |dne |dňa |dnia |w dniu|pe |în data|in data|a |στις |на |\
        ngày|vào |pada |dana |dne:|no dia|às |kl. |at |sent from|quoting |zitat von|citando|em:|\
        в письме|lúc |år |d. |lør|søn|man|tir|ons|tor|fre|lör|sön|mån|tis|mon|tue|wed|thu|fri|sat|sun
        """)

    /// The words before the Message-ID in the attributions of GroupWise.
    static let inMessage = list(
        """
        in message|in nachricht|dans le message|en el mensaje|nel messaggio|in bericht|na mensagem|\
        i meddelelse|i meddelande|ve zprávě|сообщении
        """)

    /// Phrases between hyphens, above the message that is replied to.
    static let original = list(
        """
        original message|original-nachricht|originalnachricht|ursprüngliche nachricht|\
        ursprüngliche mail|message d'origine|message d’origine|message original|message initial|\
        mensaje original|mensagem original|messaggio originale|oorspronkelijk bericht|\
        origineel bericht|oprindelig meddelelse|original meddelelse|opprinnelig melding|\
        ursprungligt meddelande|originalmeddelande|alkuperäinen viesti|oryginalna wiadomość|\
        wiadomość oryginalna|původní zpráva|původní e-mail|pôvodná správa|eredeti üzenet|\
        mesaj original|mesajul original|исходное сообщение|оригинальное сообщение|\
        оригінальне повідомлення|original mesaj|orijinal mesaj|orijinal ileti|özgün ileti|\
        原始邮件|原邮件|原始郵件|元のメッセージ|原始信件|원본 메시지|원본 메일|원본메세지|αρχικό μήνυμα|הודעה מקורית|\
        الرسالة الأصلية|thư gốc|pesan asli|izvorna poruka|originalna poruka|izvirno sporočilo|\
        algne kiri|missatge original|original appointment|ursprünglicher termin|ข้อความต้นฉบับ|\
        ข้อความเดิม|sākotnējais ziņojums|oriģinālais ziņojums|sākotnējā ziņa|pradinis pranešimas|\
        pradinis laiškas|originalus pranešimas|originalus laiškas
        """)

    /// Phrases between hyphens, above the message that is replied to and never above a forward.
    static let replied = list(
        """
        replied message|回复的原邮件|回复的邮件|回覆的原郵件|回覆的郵件
        """)

    /// Phrases between hyphens, above a forwarded message.
    static let forwarded = list(
        """
        forwarded message|forwarded by|weitergeleitete nachricht|weitergeleitete mail|\
        message transféré|message transmis|message réexpédié|mensaje reenviado|\
        mensagem encaminhada|mensagem reencaminhada|messaggio inoltrato|doorgestuurd bericht|\
        videresendt meddelelse|videresendt besked|videresendt melding|vidarebefordrat meddelande|\
        välitetty viesti|edelleenlähetetty viesti|przekazana wiadomość|wiadomość przekazana|\
        treść przekazanej wiadomości|přeposlaná zpráva|preposlaná správa|továbbított üzenet|\
        mesaj redirecționat|mesaj redirecţionat|пересылаемое сообщение|пересланное сообщение|\
        переслане повідомлення|iletilen mesaj|yönlendirilen ileti|转发的邮件|转发邮件|转发的消息|\
        已轉寄郵件|轉寄郵件|転送メッセージ|転送されたメッセージ|전달된 메시지|전달된 메일|전달 메시지|\
        προωθημένο μήνυμα|הודעה שהועברה|הודעה מועברת|رسالة معاد توجيهها|tin nhắn đã chuyển tiếp|\
        thư đã chuyển tiếp|pesan terusan|proslijeđena poruka|posredovano sporočilo|missatge reenviat|\
        转发的原邮件|ข้อความที่ส่งต่อ|pārsūtīts ziņojums|pārsūtītā ziņa|persiųstas laiškas|persiųstas pranešimas|\
        persiunčiamas laiškas
        """)

    /// Phrases on a line of their own, above a forwarded message.
    static let beginForwarded = list(
        """
        begin forwarded message|anfang der weitergeleiteten nachricht|\
        anfang der weitergeleiteten e-mail|début du message transféré|début du message réexpédié|\
        inicio del mensaje reenviado|início da mensagem encaminhada|\
        início da mensagem reencaminhada|inizio messaggio inoltrato|begin doorgestuurd bericht|\
        start på videresendt besked|start på videresendt melding|vidarebefordrat brev|\
        början på vidarebefordrat brev|välitetty viesti alkaa|początek przekazywanej wiadomości|\
        začátek přeposílané zprávy|továbbított üzenet kezdete|начало переадресованного сообщения|\
        начало переадресовываемого сообщения|下面是被转发的邮件|開始轉寄郵件|以下是轉寄的郵件|\
        転送されたメッセージ|전달된 메시지 시작|iletilen mesajın başlangıcı
        """)

    // MARK: Labels of header blocks

    static let from = list(
        """
        from|von|de|da|van|fra|från|od|lähettäjä|отправитель|от|от кого|від|gönderen|kimden|发件人|\
        寄件者|寄件人|差出人|送信者|보낸 사람|보낸사람|발신|feladó|expeditor|de la|από|מאת|من|từ|dari|desde|\
        remitente|expéditeur|avsändare|afzender|mittente|absender|saatja|šalje|remitent|จาก|nuo|\
        siuntėjas|sūtītājs
        """)

    /// The sender in Latvian, which is the number in English and some other languages.
    static let number = list("no")

    static let date = list(
        """
        sent|date|gesendet|gesendet am|datum|envoyé|envoyé le|date d'envoi|enviado|enviado el|\
        enviada em|enviado em|enviada|data|inviato|data invio|verzonden|dato|sendt|skickat|wysłano|\
        wysłane|odesláno|odoslané|dátum|elküldve|küldve|lähetetty|päivämäärä|päiväys|отправлено|дата|\
        надіслано|gönderildi|gönderme tarihi|tarih|发送时间|发送日期|日期|时间|寄件日期|傳送時間|\
        送信日時|日付|日時|날짜|보낸 날짜|보낸 시간|보낸날짜|trimis|dată|data trimiterii|ημερομηνία|\
        εστάλη|נשלח|תאריך|تاريخ|التاريخ|أرسلت|تاريخ الإرسال|đã gửi|ngày|dikirim|tanggal|fecha|\
        poslano|poslato|saadetud|изпратено|when|enviat|enviat el|data d'enviament|ส่ง|ส่งเมื่อ|ส่งแล้ว|วันที่|\
        วันที่ส่ง|nosūtīts|nosūtīta|sūtīts|datums|išsiųsta|siųsta|išsiuntimo data
        """)

    /// The date in Latvian.
    static let latvianDate = list("nosūtīts|nosūtīta|sūtīts|datums")

    static let subject = list(
        """
        subject|betreff|objet|sujet|asunto|assunto|oggetto|onderwerp|emne|ämne|temat|předmět|\
        predmet|tárgy|aihe|тема|konu|主题|主旨|主題|件名|제목|subiect|θέμα|נושא|الموضوع|موضوع|chủ đề|\
        perihal|subjek|teema|относно|assumpte|tēma|temats|tema|เรื่อง|หัวเรื่อง|หัวข้อ|ชื่อเรื่อง
        """)

    static let others = list(
        """
        to|an|à|para|a|per|aan|til|till|do|komu|címzett|vastaanottaja|кому|kime|alıcı|收件人|收件者|\
        宛先|받는 사람|받는사람|către|προς|אל|إلى|đến|tới|kepada|destinatario|destinataire|pre|za|до|\
        cc|kopie|copia|copie|cópia|kopia|kopi|копия|копія|bilgi|抄送|副本|참조|másolatot kap|kopio|dw|\
        bcc|cci|cco|reply-to|antwort an|répondre à|rispondi a|importance|wichtigkeit|priority|\
        attachments|anlagen|pièces jointes|message-id|organization|in-reply-to|where|required|\
        per a|a/c|ถึง|สำเนา|สำเนาถึง|สิ่งที่แนบมา|kam|kopija|kopijas|iki|gavėjas|priedai|pielikumi|adjuncions
        """)

    // MARK: Mobile devices

    /// The beginnings of lines that mobile devices write below a message.
    static let mobile = list(
        """
        sent from my |sent from mail for|sent from outlook|sent from yahoo|sent from proton|\
        sent with proton|sent via |get outlook for|von meinem |von unterwegs|gesendet von |\
        gesendet mit |diese nachricht wurde von meinem |holen sie sich outlook|outlook für |\
        envoyé de mon |envoyé depuis |envoyé à partir |téléchargez outlook|télécharger outlook|\
        obtenir outlook|enviado desde |enviado de mi |enviado do meu |enviado do |obter o outlook|\
        obtener outlook|inviato da |scarica outlook|ottieni outlook|verstuurd vanaf |\
        verzonden vanaf |outlook voor |download outlook|sendt fra |hent outlook|skickat från |\
        skaffa outlook|hämta outlook|lähetetty |hanki outlook|wysłane z |wysłano z |pobierz |\
        odesláno z |odoslané z |отправлено с |отправлено из |надіслано з |发自我的|从我的|從我的|\
        trimis de pe |στάλθηκε από |נשלח מה|أرسلت من |đã gửi từ |dikirim dari |poslano z |\
        iphoneから送信|私のiphoneから|나의 iphone에서|내 iphone에서|iphone'umdan|elküldve a
        """)
}

extension ArraySlice<UInt8> {
    /// Returns whether the bytes contain these bytes.
    func contains(_ text: [UInt8]) -> Bool {
        guard let first = text.first, count >= text.count else { return false }
        var index = startIndex
        let last = endIndex - text.count
        while index <= last {
            if self[index] == first, self[index...].starts(with: text) { return true }
            index += 1
        }
        return false
    }
}
