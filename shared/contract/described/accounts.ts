// Accounts, their devices and notifications, what is held about them, in words.
import * as a from '../account.ts'
import * as n from '../notification.ts'
import * as p from '../privacy.ts'
import { type FieldsOf, object } from './said.ts'

const exportedAccount = p.ExportedAccount.shape.account.unwrap()
const exportedNotification = p.ExportedAccount.shape.notifications.unwrap().unwrap().element

const settings: FieldsOf<typeof a.Account.shape.notifications> = {
  push: 'Whether devices are pushed to.',
  email: 'Whether mail is sent.',
  reminderMinutes:
    'How many minutes before its start a booking is reminded of: up to 5 of 5–40320. None: never.',
}

const said = {
  name: 'What the account calls itself, 1–100 characters. Absent where it is not known.',
  email: 'The address for mail. Absent where none is known.',
  phone: 'A phone number, 1–40 characters. Absent where none is known.',
  timeZone:
    'The IANA time zone in which times are told to this account, such as `Europe/Berlin`. Absent where it was never said.',
  locale:
    'The language in which it is told, BCP 47, such as `de-CH`. Absent where it was never said.',
}

export const ACCOUNTS = [
  object('Account', 'An account as its owner sees it.', a.Account, {
    ...said,
    uid: 'The Firebase user id.',
    emailVerified:
      'Whether mail reaches the account: its token has a verified address, and it names no other one.',
    notifications: 'How the account wants to hear of things.',
    devices: 'The devices that are pushed to, the first registered first; at most 20.',
  }),
  object(
    'NotificationSettings',
    'How an account hears of things.',
    a.Account.shape.notifications,
    settings,
    [exportedAccount.shape.notifications],
  ),
  object('Device', 'A device that is pushed to.', a.Account.shape.devices.unwrap().element, {
    deviceId: 'The device.',
    platform: 'What it runs.',
    createdAt: 'When it was registered.',
  }),
  object('GetAccountRequest', 'Nothing is asked.', a.GetAccount, {}),
  object('GetAccountAnswer', 'The caller’s account.', a.FoundAccount, {
    account: 'The account; before its first command, as its token has it.',
    professionalId: 'The calendar that belongs to the account. Absent where it has none.',
    unreadNotifications: 'How many notifications of the last 90 days are not read.',
  }),
  object(
    'SaveAccountRequest',
    'What the account says of itself; what is left out keeps its value.',
    a.SaveAccount,
    {
      name: 'What the account calls itself, 1–100 characters; null forgets it.',
      email:
        'Contact data. Mail goes to the address that Firebase Auth has as verified, if it is this one or none is set here; null forgets it.',
      phone: 'A phone number, 1–40 characters; null forgets it.',
      timeZone: 'The IANA time zone in which times are told; null forgets it.',
      locale: 'The language in which it is told, BCP 47, such as `de-CH`; null forgets it.',
      notifications: 'How to hear of things, field by field.',
    },
  ),
  object(
    'NotificationSettingsPatch',
    'How an account wants to hear of things; what is left out keeps its value.',
    a.SaveAccount.shape.notifications.unwrap(),
    {
      push: 'Whether to push to devices. True for a new account.',
      email: 'Whether to send mail. True for a new account.',
      reminderMinutes:
        'How many minutes before its start to remind of a booking: up to 5 of 5–40320; none: never. 1440 and 60 for a new account.',
    },
  ),
  object('SaveAccountAnswer', 'The account as it is now.', a.SavedAccount, {
    account: 'The account.',
  }),
  object(
    'RegisterDeviceRequest',
    `A device to push to. A token belongs to the account that registered it last. An account has at most ${a.DEVICES} devices: one more is refused, unregister another first.`,
    a.RegisterDevice,
    {
      token: 'The registration token that FCM gave the app, 1–4096 characters.',
      platform: 'What the device runs.',
      locale: 'The language of what is pushed, BCP 47. Unset: that of the account.',
    },
  ),
  object(
    'UnregisterDeviceRequest',
    'By its token, which succeeds also where the account has no such device (any more), or by its id; one of them.',
    a.UnregisterDevice,
    {
      token: 'The registration token that FCM gave the app.',
      deviceId: 'The device, as `get-account` names it.',
    },
  ),
  object('Done', 'It is done; there is nothing more to tell.', a.Done, {}),
  object(
    'MarkNotificationsReadRequest',
    'Those that are named, all of them or none; or all of the account. One of the two.',
    n.MarkNotificationsRead,
    {
      notificationIds: 'The notifications that were read, at most 100.',
      all: 'Marks every notification of the account.',
    },
  ),
  object(
    'ListDeliveriesRequest',
    'Of a booking, of an account, of both or of all; the last decided first.',
    n.ListDeliveries,
    {
      bookingId: 'Only what was told of this booking.',
      uid: 'Only what was told to this account.',
    },
  ),
  object('ListDeliveriesAnswer', 'A page of deliveries.', n.DeliveriesPage, {
    deliveries: 'What became of messages, the last decided first.',
  }),
  object(
    'Delivery',
    'What became of one message by one channel.',
    n.DeliveriesPage.shape.deliveries.unwrap().element,
    {
      notificationId: 'The notification.',
      causeId: 'What it tells of: all changes of one save.',
      channel: 'By what it was to be told.',
      state: 'How far it came.',
      decidedAt: 'When it was decided to tell.',
      sentAt: 'When the other side took it. Absent until then.',
      attempts: 'How often it was tried.',
      answer:
        'The other side’s word, or why it was dropped; without an address. Absent until there is one.',
    },
  ),
  object('ExportAccountRequest', 'Which page of it all.', p.ExportAccount, {}),
  object(
    'ExportAccountAnswer',
    'A page of everything that is held about the caller: what it does not name is on another page, or is not held.',
    p.ExportedAccount,
    {
      account: 'The account’s own record. Absent on later pages, and before its first command.',
      devices: 'The devices that are pushed to. Absent where this page has none.',
      bookings: 'Those of which the caller is the client. Absent where this page has none.',
      notifications: 'What the caller was told. Absent where this page has none.',
      professional: 'The caller’s professional. Absent where there is none, or on another page.',
      activity: 'What the professional is shown to be doing. Absent where there is none.',
      services: 'What the professional offers, inactive ones too. Absent where this page has none.',
      workingHours: 'The weekly rules. Absent where this page has none.',
      dateHours: 'The dates with hours of their own. Absent where this page has none.',
      timeOff: 'The time off, with its notes. Absent where this page has none.',
      externalBusy: 'What other calendars have. Absent where this page has none.',
      blocks:
        'Whom the caller’s professional takes no bookings from. Absent where this page has none.',
      agenda:
        'The bookings of others with the caller’s professional. Absent where this page has none.',
    },
  ),
  object('HeldAccount', 'What is held of an account itself.', exportedAccount, {
    ...said,
    uid: 'The Firebase user id.',
    notifications: 'How the account hears of things.',
    createdAt: 'When the account was first known.',
    updatedAt: 'When it was last changed.',
  }),
  object(
    'HeldDevice',
    'What is held of a device.',
    p.ExportedAccount.shape.devices.unwrap().unwrap().element,
    {
      deviceId: 'The device.',
      token: 'The registration token that FCM gave the app.',
      platform: 'What it runs.',
      locale: 'The language of what is pushed, BCP 47. Absent where it is the account’s.',
      createdAt: 'When it was registered.',
    },
  ),
  object('HeldNotification', 'What is held of a notification.', exportedNotification, {
    notificationId: 'The notification.',
    type: 'What it tells of: the type of a change, and more.',
    bookingIds: 'The bookings that it tells of.',
    createdAt: 'When it was decided to tell.',
    readAt: 'When it was marked as read. Absent until then.',
    deliveries: 'By what it was told.',
  }),
  object(
    'HeldDelivery',
    'What is held of a delivery.',
    exportedNotification.shape.deliveries.unwrap().element,
    {
      channel: 'By what it was to be told.',
      state: 'How far it came.',
      endedAt: 'When it was over, sent or not. Absent until then.',
    },
  ),
  object(
    'EraseAccountRequest',
    'Begins to erase an account. Its commands are `forbidden` and its bookings without their client at once; a professional’s profile goes after about three minutes, documents and sign-in after about six. Until then sign-in still works and listeners show what they showed: sign the user out.',
    p.EraseAccount,
    {
      confirm: 'The word `erase`: nothing is erased by mistake.',
      cancelBookings:
        'Whether to cancel upcoming bookings. Without it, an account that has some is `not-changeable`; `errors` names up to 20 of them.',
      uid: 'Another account; admins alone may name one. Unset: the caller’s own.',
    },
  ),
  object('EraseAccountAnswer', 'The erasure has begun.', p.BegunErasure, {}),
]
