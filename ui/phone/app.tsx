import '../base/theme/base.css'
import './phone.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Problem } from '../base/client/request.ts'
import { startWords } from '../base/i18n/i18n.ts'
import { type Registry, RegistryContext } from '../base/registry/registry.tsx'
import { SchemeProvider } from '../base/theme/scheme.tsx'
import { keepAnswers } from './kept-answers.ts'
import { NoticeProvider } from '../base/feedback/notice.tsx'
import { makePhoneRouter } from './router.tsx'

const retriesMax = 2

/** Starts the phone application (H5) with the pages and panels it is composed of. */
export const mountPhone = (element: HTMLElement, registry: Registry): void => {
  startWords()
  const client = new QueryClient({
    defaultOptions: {
      // Asked even where the phone believes to be offline: it is often wrong inside a chat application. A refusal stays a refusal.
      queries: {
        networkMode: 'always',
        refetchOnReconnect: true,
        retry: (count, error) => count < retriesMax && !(error instanceof Problem && (error.status === 0 || error.status < 500)),
      },
      mutations: { networkMode: 'always' },
    },
  })
  keepAnswers(client)
  const router = makePhoneRouter(registry)
  createRoot(element).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <SchemeProvider>
          <NoticeProvider>
            <RegistryContext value={registry}>
              <RouterProvider router={router} />
            </RegistryContext>
          </NoticeProvider>
        </SchemeProvider>
      </QueryClientProvider>
    </StrictMode>,
  )
}
