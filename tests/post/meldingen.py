"""Failures and complaints as mail servers write them. All names and addresses are made up."""

from __future__ import annotations

AAN = "jan@example.nl"

ORIGINEEL = """\
From: Kennisbank <nieuwsbrief@example.nl>
To: {aan}
Subject: Nieuwsbrief
Message-ID: {message_id}
List-Unsubscribe: <https://example.nl/nieuwsbrieven/afmelden/1:x/>
"""


def postfix(
    message_id: str,
    *,
    aan: str = AAN,
    actie: str = "failed",
    status: str = "5.1.1",
    uitleg: str = "smtp; 550 5.1.1 <jan@example.nl>: User unknown",
    oorspronkelijk: str = "",
) -> str:
    """What Postfix returns: the standard (RFC 3464), with the headers of the mail."""
    extra = f"Original-Recipient: rfc822;{oorspronkelijk}\n" if oorspronkelijk else ""
    return f"""\
Return-Path: <>
From: MAILER-DAEMON@mx.example.nl (Mail Delivery System)
To: terug@example.nl
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="GRENS"
Message-ID: <20260427142850.1A2B3C@mx.example.nl>

This is a MIME-encapsulated message.

--GRENS
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx.example.nl.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients.

<{aan}>: {uitleg} (in reply to RCPT TO command)

--GRENS
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.nl
X-Postfix-Queue-ID: 1A2B3C
X-Postfix-Sender: rfc822; terug@example.nl
Arrival-Date: Mon, 27 Apr 2026 16:28:50 +0200 (CEST)

Final-Recipient: rfc822; {aan}
{extra}Action: {actie}
Status: {status}
Remote-MTA: dns; mail.example.nl
Diagnostic-Code: {uitleg}

--GRENS
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers

{ORIGINEEL.format(aan=aan, message_id=message_id)}
--GRENS--
"""


def exchange(message_id: str) -> str:
    """What Exchange Online returns: much HTML, the whole mail, and codes of its own."""
    return f"""\
From: <postmaster@example.onmicrosoft.com>
To: <terug@example.nl>
Subject: =?utf-8?Q?Niet_bezorgd:_Nieuwsbrief?=
Content-Type: multipart/report; report-type=delivery-status; boundary="a_b_c_"
X-MS-Exchange-Message-Is-Ndr:
Content-Language: nl-NL
Message-ID: <b2c0e4d1@EX01.example.com>
In-Reply-To: {message_id}
References: {message_id}

--a_b_c_
Content-Type: multipart/alternative; differences=Content-Type; boundary="d_e_f_"

--d_e_f_
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: base64

VXcgYmVyaWNodCBrb24gbmlldCB3b3JkZW4gYmV6b3JnZC4K

--d_e_f_
Content-Type: text/html; charset="utf-8"

<html><body><p>Uw bericht kon niet worden bezorgd.</p></body></html>

--d_e_f_--

--a_b_c_
Content-Type: message/delivery-status

Reporting-MTA: dns;EX01.example.com
Received-From-MTA: dns;mx.example.nl
Arrival-Date: Mon, 27 Apr 2026 14:28:50 +0000

Final-Recipient: rfc822;Jan@Example.nl
Action: failed
Status: 5.1.10
Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not
 found by SMTP address lookup

--a_b_c_
Content-Type: message/rfc822

{ORIGINEEL.format(aan=AAN, message_id=message_id)}Content-Type: text/plain

Beste lezer,

--a_b_c_--
"""


def gmail(message_id: str, *, actie: str = "failed", status: str = "5.1.1") -> str:
    """What Gmail returns: pictures in between, and the mail at the end."""
    return f"""\
From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>
To: terug@example.nl
Auto-Submitted: auto-replied
Subject: Delivery Status Notification (Failure)
References: {message_id}
In-Reply-To: {message_id}
X-Failed-Recipients: {AAN}
Message-ID: <662d.1@mx.google.com>
Content-Type: multipart/report; boundary="00000000000026ac"; report-type=delivery-status

--00000000000026ac
Content-Type: multipart/related; boundary="00000000000026b0"

--00000000000026b0
Content-Type: text/plain; charset="UTF-8"

** Adres niet gevonden **

Je bericht is niet bezorgd bij {AAN}.

--00000000000026b0
Content-Type: image/png; name="icon.png"
Content-Transfer-Encoding: base64
Content-ID: <icon.png>

iVBORw0KGgo=
--00000000000026b0--

--00000000000026ac
Content-Type: message/delivery-status

Reporting-MTA: dns; googlemail.com
Arrival-Date: Mon, 27 Apr 2026 07:28:50 -0700 (PDT)
X-Original-Message-ID: {message_id}

Final-Recipient: rfc822; {AAN}
Action: {actie}
Status: {status}
Diagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does
 not exist. Please try double-checking the recipient's email address.
Last-Attempt-Date: Mon, 27 Apr 2026 07:28:51 -0700 (PDT)

--00000000000026ac
Content-Type: message/rfc822

{ORIGINEEL.format(aan=AAN, message_id=message_id)}
Beste lezer,
--00000000000026ac--
"""


def qmail(message_id: str, *, uitleg: str = "Sorry, no mailbox here by that name. (#5.1.1)") -> str:
    """What qmail returns: plain text, no standard."""
    return f"""\
Return-Path: <>
From: MAILER-DAEMON@oud.example.nl
To: terug@example.nl
Subject: failure notice

Hi. This is the qmail-send program at oud.example.nl.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<{AAN}>:
{uitleg}

--- Below this line is a copy of the message.

Return-Path: <terug@example.nl>
{ORIGINEEL.format(aan=AAN, message_id=message_id)}
Beste lezer,
"""


def klacht(message_id: str, *, soort: str = "abuse", ontvanger: str = AAN, aan: str = AAN) -> str:
    """What a provider sends when its reader presses 'spam' (RFC 5965)."""
    regel = f"Original-Rcpt-To: <{ontvanger}>\n" if ontvanger else ""
    return f"""\
From: <fbl@provider.example>
To: <terug@example.nl>
Subject: FW: Nieuwsbrief
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="deel"

--deel
Content-Type: text/plain; charset="US-ASCII"

This is an email abuse report for an email message received from 192.0.2.1.

--deel
Content-Type: message/feedback-report

Feedback-Type: {soort}
User-Agent: SomeGenerator/1.0
Version: 1
Original-Mail-From: <terug@example.nl>
{regel}
--deel
Content-Type: message/rfc822

{ORIGINEEL.format(aan=aan, message_id=message_id)}
Beste lezer,
--deel--
"""
