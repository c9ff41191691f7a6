import { request, useSetupMoved, useAct } from '@lianke/ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'

/** The sandbox beside this installation (none: no address), and whether the company is tied to it. */
interface Sandbox {
  readonly address: string | null
  readonly tied: boolean
}
const key = ['wecom', 'sandbox']

export const useSandbox = () =>
  useQuery({ queryKey: key, queryFn: ({ signal }) => request<Sandbox>('/wecom/sandbox', { signal }), retry: false })

export const useTieSandbox = () => {
  const client = useQueryClient()
  const moved = useSetupMoved()
  return useAct({
    mutationFn: () => request<Sandbox>('/wecom/sandbox', { method: 'POST', body: {} }),
    onSuccess: (answer) => {
      client.setQueryData(key, answer)
      return moved()
    },
  })
}
