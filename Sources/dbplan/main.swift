print("dbplan")
