using Toktrack.Scanner.Tests.History;

return args is ["ledger", ..] ? LedgerChild.Run(args[1..]) : 64;
