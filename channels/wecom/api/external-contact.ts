/** Shapes of the customer calls, as far as we read them. Unknown keys are ignored everywhere. */
export interface ExternalContact {
  readonly external_userid: string
  readonly name?: string
  readonly avatar?: string
  readonly type?: number
  readonly gender?: number
  readonly unionid?: string
  readonly corp_name?: string
  readonly corp_full_name?: string
  readonly position?: string
}
export interface FollowUser {
  readonly userid: string
  readonly remark?: string
  readonly description?: string
  readonly createtime?: number
  readonly tags?: readonly {
    readonly group_name?: string
    readonly tag_name?: string
    readonly tag_id?: string
    readonly type?: number
  }[]
  readonly tag_id?: readonly string[]
  readonly remark_corp_name?: string
  readonly remark_mobiles?: readonly string[]
  readonly oper_userid?: string
  readonly add_way?: number
  readonly state?: string
}
export interface ContactAnswer {
  readonly external_contact: ExternalContact
  readonly follow_user: readonly FollowUser[]
  readonly next_cursor?: string
}
export interface TagGroup {
  readonly group_id: string
  readonly group_name: string
  readonly order?: number
  readonly deleted?: boolean
  readonly tag?: readonly { readonly id: string; readonly name: string; readonly order?: number; readonly deleted?: boolean }[]
}
