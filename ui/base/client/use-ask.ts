import { request } from './request.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'

/** A command that only answers, asked like a read; `every`: again after so many milliseconds. */
export const useAsk = <T>(
  command: string,
  input: Readonly<Record<string, unknown>>,
  options: { readonly enabled?: boolean; readonly every?: number } = {},
) =>
  useQuery({
    queryKey: ['ask', command, input],
    placeholderData: keepPreviousData,
    retry: false,
    enabled: options.enabled ?? true,
    queryFn: ({ signal }) => request<T>(`/commands/${command}`, { body: input, signal }),
    ...(options.every ? { refetchInterval: options.every } : {}),
  })
