import path from "node:path";
import { defineConfig } from "prisma/config";

// schema: "comment/schema.prisma"
export default defineConfig({
  earlyAccess: true,
  /* schema: "block/schema.prisma" */
  schema: path.join("db", "models"),
  views: { schema: "nested/schema.prisma" },
  migrations: { path: "db/changes" },
});
