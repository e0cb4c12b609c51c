import { MigrationInterface, QueryRunner } from "typeorm";

export class Init1700000000000 implements MigrationInterface {
  name = "Init1700000000000";

  public async up(queryRunner: QueryRunner): Promise<void> {
    // await queryRunner.query(`CREATE TABLE "decoy" ("id" integer)`);
    await queryRunner.query(`CREATE TABLE "patient" ("id" SERIAL NOT NULL, "name" character varying NOT NULL, CONSTRAINT "PK_patient" PRIMARY KEY ("id"))`);
    await queryRunner.query('CREATE INDEX "IDX_name" ON "patient" ("name") ');
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "public"."IDX_name"`);
    await queryRunner.query(`DROP TABLE "patient"`);
  }
}
