/**
 * What a vendor's event is in the house's words. A channel's event says which it is (`means`); modules hear the meaning and understand no
 * vendor. Each promises what its payload says; the channel is the fact's source.
 */
export const meanings = [
  /** A member and a contact are connected. `userid` the member's account there, `external_userid` the contact's id; `state`, `add_way`, `remark`, `description`, `tags` as far as known; `welcome_code` leave to greet. */
  'contact.added',
  /** The same, changed; the same, read in a sync. */
  'contact.edited',
  'contact.seen',
  /** All whom a member is connected with, read whole. `userid`, `external_userids`. */
  'contact.all_read',
  /** Who ended it. `userid`, `external_userid`. */
  'contact.lost_by_staff',
  'contact.lost_by_customer',
  /** The member gave the contact to another: nobody was lost. */
  'contact.handed_over',
  /** A code of ours was made or changed there. `state`, `config_id`, `qr_code`. */
  'code.saved',
  /** A department of the vendor's directory. `id`, `name`, `parent`. */
  'directory.department_seen',
  /** A member of it. `userid`, `name`, `position`, `departments`, `main_department`, `status` (5: has left). */
  'directory.staff_seen',
  /** A member is gone from it, a department. `userid`; `id`. */
  'directory.staff_left',
  'directory.department_removed',
] as const
export type Meaning = (typeof meanings)[number]

/** The field of the staff record that holds a member's account on a channel. */
export const staffAccountField = (channel: string): string => `${channel}_userid`

/** Such a field: whoever writes it decides as whom somebody signs in. */
export const isStaffAccountField = (name: string): boolean => name.endsWith('_userid')

/** What an action of a channel does, in the house's words: modules ask for this, and name no vendor's action. */
export type ChannelAct = 'greet' | 'message' | 'remark' | 'save_code' | 'delete_code' | 'notify_staff'
