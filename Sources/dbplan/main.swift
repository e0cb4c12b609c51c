import Commands

await DBPlan.main()
