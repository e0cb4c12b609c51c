// import { PrismaClient } from "@prisma/client";
import { Column, Entity, PrimaryGeneratedColumn } from "typeorm";

@Entity()
export class Patient {
  @PrimaryGeneratedColumn() id: number;
  @Column() name: string;
}
