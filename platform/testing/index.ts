export { scoped, type TestTenant, testTenant } from './test-tenant.ts'
export { testUrls } from './test-urls.ts'
export { tinyShop } from './tiny-shop.ts'
