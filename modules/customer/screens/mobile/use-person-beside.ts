import { request, useChatApp, useModel, useRows } from '@lianke/ui/phone'
import { useQuery } from '@tanstack/react-query'

/** Who the chat beside us is with: asked of the chat application, then of the house, then read. */
export const usePersonBeside = () => {
  const model = useModel()
  const app = useChatApp()
  const contact = useQuery({
    queryKey: ['chat-contact'],
    queryFn: () => app?.currentContact(),
    enabled: app !== null,
    retry: false,
    staleTime: 0,
  })
  const who = useQuery({
    queryKey: ['person-of-contact', contact.data],
    queryFn: () => request<{ person: string | null }>('/commands/customer.of_contact', { body: contact.data }),
    enabled: Boolean(contact.data) && Boolean(model.object('customer.person')),
  })
  const asked = who.data?.person ?? null
  const found = useRows(
    'customer.person',
    { filter: { field: 'id', op: 'eq', value: asked ?? '' }, limit: 1 },
    { enabled: asked !== null },
  )
  return {
    app,
    person: found.data?.data[0],
    /** The chat says who it is, and nobody here is that. */
    notOurs: (who.data !== undefined && asked === null) || found.data !== undefined,
    error: contact.error ?? who.error ?? found.error,
    again: () => void (contact.data ? who.refetch() : contact.refetch()),
  }
}
