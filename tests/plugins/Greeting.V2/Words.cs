namespace Greeting;

public static class Words
{
    public static string Greet(string first, string last) => $"{first} {last} by Greeting {typeof(Words).Assembly.GetName().Version!.Major}";
}
