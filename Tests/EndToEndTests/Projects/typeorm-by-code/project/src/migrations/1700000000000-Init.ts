import { MigrationInterface, QueryRunner, Table } from "typeorm";

export class Init1700000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(new Table({ name: "patient", columns: [{ name: "id", type: "int", isPrimary: true }] }));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable("patient");
  }
}
