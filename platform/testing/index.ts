export { scoped, type TestTenant, testTenant } from './test-tenant.ts'
export { testUrls } from './test-urls.ts'
export { tinyShop } from './tiny-shop.ts'
export { everything, goodPassword, type HttpTenant, httpTenant, type Person } from '../http/spec/http-tenant.testing.ts'
