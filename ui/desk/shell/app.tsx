import '../../base/theme/base.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Problem } from '../../base/client/request.ts'
import { startWords } from '../../base/i18n/i18n.ts'
import { AppearanceProvider } from '../../base/theme/appearance.tsx'
import { type Registry, RegistryContext } from '../../base/registry/registry.tsx'
import { makeRouter } from './router.tsx'

const retriesMax = 2

/** Starts the desktop application with the pages and panels it is composed of. */
export const mountApp = (element: HTMLElement, registry: Registry): void => {
  startWords()
  const client = new QueryClient({
    defaultOptions: {
      // A refusal stays a refusal; only the world's failures are worth another try.
      queries: {
        retry: (count, error) => count < retriesMax && !(error instanceof Problem && error.status > 0 && error.status < 500),
        refetchOnWindowFocus: true,
      },
    },
  })
  const router = makeRouter(registry.pages)
  createRoot(element).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <AppearanceProvider>
          <RegistryContext value={registry}>
            <RouterProvider router={router} />
          </RegistryContext>
        </AppearanceProvider>
      </QueryClientProvider>
    </StrictMode>,
  )
}
