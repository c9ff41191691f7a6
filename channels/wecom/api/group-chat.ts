/** A customer group as the corp answers it, as far as it is read. */
export interface GroupChat {
  readonly name?: string
  readonly owner?: string
  readonly create_time?: number
  /** Type 1 is a member of staff, 2 somebody outside. */
  readonly member_list?: readonly { readonly userid: string; readonly type?: number }[]
}

const outside = 2

/** The group as it was at a moment. */
export const groupPayload = (chat_id: string, group: GroupChat, read_at: string): Record<string, unknown> => {
  const members = group.member_list ?? []
  return {
    chat_id,
    name: group.name ?? '',
    owner: group.owner ?? '',
    member_count: members.length,
    customer_count: members.filter(({ type }) => type === outside).length,
    read_at,
    ...(group.create_time ? { createtime: new Date(group.create_time * 1000).toISOString() } : {}),
  }
}
