namespace MentorBot.Core.People;

/// <summary>Something was to be kept for a person who is gone: they erased their data, perhaps on another node, after they were recognised.</summary>
public sealed class PersonGoneException(Exception? cause = null) : Exception("The person whom this would belong to has erased their data.", cause);
