namespace Greeting;

public static class Words
{
    public static string Hello(string name) => $"{name} by Greeting {typeof(Words).Assembly.GetName().Version!.Major}";
}
