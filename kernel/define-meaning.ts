/**
 * What a vendor's event is in the house's words. A channel's event says which it is (`means`); modules hear the meaning and understand no
 * vendor. Each promises what its payload says; the channel is the fact's source. Where a channel has several of the vendor's companies, each
 * says which (`issuer`), and `elsewhere` where that is not the first: accounts and ids of one company mean nothing in another.
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
  /** The member who was to take a contact over did not get him. `userid` (who was to), `external_userid`, `fail_reason`. */
  'contact.handover_failed',
  /** The contact agreed that chats with the member are archived. `userid`, `external_userid`. */
  'contact.archive_agreed',
  /** A tag as the vendor keeps it. `id`, `name`, `order`, `group_id`, `group_name`, `group_order` (larger orders come first). */
  'tag.seen',
  /** A tag is no more there, or a whole group of tags. `id`, `is_group`. */
  'tag.removed',
  /** All tags that there are. `tag_ids`. */
  'tag.all_read',
  /** A chat of many with members and contacts, as it was at `read_at`. `chat_id`, `name`, `owner`, `member_count`, `customer_count`, `createtime`. */
  'group.seen',
  /** It is no more. `chat_id`. */
  'group.gone',
  /** A code of ours was made or changed there; it was deleted. `state`, `config_id`, `qr_code`. */
  'code.saved',
  'code.deleted',
  /** A department of the vendor's directory. `id`, `name`, `parent`. */
  'directory.department_seen',
  /** A member of it. `userid`, `name`, `position`, `departments`, `main_department`, `status` (5: has left), and where it tells them `mobile`, `emails`. */
  'directory.staff_seen',
  /** A member is gone from it, a department. `userid`; `id`. */
  'directory.staff_left',
  'directory.department_removed',
] as const
export type Meaning = (typeof meanings)[number]

/** What an action of a channel does, in the house's words: modules ask for this, and name no vendor's action. */
export type ChannelAct = 'greet' | 'message' | 'remark' | 'save_code' | 'delete_code' | 'notify_staff'
