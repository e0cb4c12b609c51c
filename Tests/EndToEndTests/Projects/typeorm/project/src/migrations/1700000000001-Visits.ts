import { MigrationInterface, QueryRunner } from "typeorm";

export class Visits1700000000001 implements MigrationInterface {
  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE "visit" (
        "id" SERIAL NOT NULL,
        "patientId" integer NOT NULL,
        "state" character varying NOT NULL DEFAULT 'it\'\'s open',
        CONSTRAINT "PK_visit" PRIMARY KEY ("id")
      )
    `);
    await queryRunner.query(`ALTER TABLE "visit" ADD CONSTRAINT "FK_patient" FOREIGN KEY ("patientId") REFERENCES "patient"("id") ON DELETE CASCADE ON UPDATE NO ACTION`);
    await queryRunner.query("INSERT INTO patient (name) VALUES ($1)", ["nobody"]);
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "visit"`);
  }
}
