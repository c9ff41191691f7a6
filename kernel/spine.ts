/**
 * Objects that the spine writes or reads by name. The modules define them; engines use these fields only.
 * Engines may state these tables in SQL (they are the ledgers of the spine); everybody else goes through records.
 *
 * customer.person      name, avatar (url), gender (select unknown|male|female), phone, email, zone (text: IANA), birthday, stage (select potential|interested|customer|loyal|advocate),
 *                      tags (tags), source (text: channel code state or other), source_channel (text), first_seen_at, last_seen_at (datetime),
 *                      anonymous (boolean), merged_into (reference customer.person), do_not_merge (json)
 * customer.identifier  person (reference), type, issuer, value (text; uniqueTogether type+issuer+value), verified (boolean), source (text),
 *                      first_seen_at, last_seen_at, strength (select strong|weak)
 * customer.relation    person (reference), staff (user), channel (text), issuer (text), external_id (text), state (text), remark (text), status (select active|lost_by_customer|lost_by_staff|lost),
 *                      added_at, lost_at (datetime), add_way (integer); uniqueTogether person+staff+channel+issuer
 * customer.tag         name, tag_group (reference customer.tag_group), external_id (text)
 * customer.consent     person, purpose (select), channel (text), status (select granted|denied|unknown), source, evidence, decided_at
 * marketing.segment    name, filter (json), status (select draft|active|paused), member_count (integer), refreshed_at
 * Definitions of processes (`defineProcess`): the object that each kind names, with the fields of `processFields`.
 */
export const personObject = 'customer.person'
export const identifierObject = 'customer.identifier'
export const relationObject = 'customer.relation'
export const tagObject = 'customer.tag'
export const segmentObject = 'marketing.segment'
