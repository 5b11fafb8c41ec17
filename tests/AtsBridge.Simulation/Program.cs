using AtsBridge.Simulation.Campaigns;

return Options.Read(args) is { } options ? new Command(Console.Out).Run(options) : Command.Wrong(Console.Error);
